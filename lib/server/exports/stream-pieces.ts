import 'server-only';
import type { StreamPart } from '../archive/archive.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { archivedReader } from '../upstream/sources.ts';
import type { BundleRun } from './bundle.ts';

/** The recorded streams of runs, part by part; none where there is no archive. */
export async function* streamPieces(runs: readonly BundleRun[]): AsyncGenerator<{ stream: StreamPart }> {
  const archive = await theArchive().catch(() => null);
  if (!archive) return;
  for (const { source, key } of runs) {
    const { runId } = archivedReader(source, archive.wireStore(source)).parseKey(key);
    for (const { startedAt, parts, ending } of await archive.listStreams(source, runId)) {
      for (const part of parts) {
        const events = await archive.readStreamPart(source, runId, startedAt, part);
        const last = part === parts.at(-1);
        if (events) yield { stream: { source, runId, startedAt, part, ending: last ? ending : null, events } };
      }
    }
  }
}
