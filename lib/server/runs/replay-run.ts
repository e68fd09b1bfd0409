import 'server-only';
import type { ReplayLine, RecordedStream } from '../../domain/recording.ts';
import { ms } from '../../domain/time.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { parseJson } from '../upstream/safe-json.ts';
import { archivedDialect, archivedReader } from '../upstream/sources.ts';
import type { KeptStream, Archive } from '../archive/archive.ts';

/** The recorded streams of a run, oldest first; none where nothing was recorded or nothing is kept. Throws `invalid_id`. */
export async function recordedStreams(source: string, key: string): Promise<RecordedStream[]> {
  const found = await find(source, key);
  return found?.streams.map(({ startedAt, events, ending }) => ({ startedAt: ms(startedAt), events, ending })) ?? [];
}

/**
 * What the recorded streams of a run told of it, in the order and with the times of arrival (ms since the first of them
 * began). Texts are whole, other than in lists: pieces are laid over them. The last line is `end`. A part that was not kept
 * ends what is given, because what follows would not fit. Throws `invalid_id`, and the failures of the archive.
 */
export async function* replayRun(source: string, key: string, signal: AbortSignal): AsyncGenerator<ReplayLine[]> {
  const found = await find(source, key);
  let count = 0;
  let last = 0;
  const zero = found?.streams[0]?.startedAt ?? 0;
  for (const { startedAt, parts } of found?.streams ?? []) {
    const stream = archivedDialect(source).readStream(source);
    for (const [place, part] of parts.entries()) {
      signal.throwIfAborted();
      const kept = await found?.archive.readStreamPart(source, found.runId, startedAt, part);
      if (!kept || part !== place) break;
      const lines: ReplayLine[] = [];
      for (const { at, event, data } of kept) {
        const { value, problem } = parseJson(data);
        const told = problem === null ? stream.read({ event, value, text: data }) : null;
        if (told?.key !== key) continue;
        // The clock of a later stream may have been set back meanwhile.
        last = Math.max(last, Math.round(startedAt - zero + at));
        lines.push({ type: 'event', at: last, event: told.event });
      }
      count += lines.length;
      yield lines;
    }
  }
  yield [{ type: 'end', count }];
}

async function find(
  source: string,
  key: string,
): Promise<{ archive: Archive; runId: string; streams: KeptStream[] } | null> {
  const archive = await theArchive();
  if (!archive) return null;
  const { runId } = archivedReader(source, archive.wireStore(source)).parseKey(key);
  return { archive, runId, streams: await archive.listStreams(source, runId) };
}
