import 'server-only';
import type { StreamPart } from '../archive/archive.ts';
import { findStreams } from '../runs/found-streams.ts';
import type { BundleRun } from './bundle.ts';

/** The recorded streams of runs, part by part; none where the archive cannot be read. */
export async function* streamPieces(runs: readonly BundleRun[]): AsyncGenerator<{ stream: StreamPart }> {
  for (const { source, key } of runs) {
    const found = await findStreams(source, key).catch(() => null);
    for (const { startedAt, parts, ending, read } of found?.streams ?? []) {
      for (const part of parts) {
        const events = await read(part);
        const stream = { source, runId: found?.runId ?? '', startedAt, part };
        if (events) yield { stream: { ...stream, ending: part === parts.at(-1) ? ending : null, events } };
      }
    }
  }
}
