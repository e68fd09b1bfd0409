import 'server-only';
import type { ReplayLine, RecordedStream } from '../../domain/recording.ts';
import { ms } from '../../domain/time.ts';
import { parseDeepJson } from '../upstream/without-too-deep.ts';
import { archivedDialect } from '../upstream/sources.ts';
import { findStreams } from './found-streams.ts';

/** The recorded streams of a run, oldest first; none where nothing was recorded or nothing is kept. Throws `invalid_id`. */
export async function recordedStreams(source: string, key: string): Promise<RecordedStream[]> {
  const { streams } = await findStreams(source, key);
  return streams.map(({ startedAt, events, ending }) => ({ startedAt: ms(startedAt), events, ending }));
}

/**
 * What the recorded streams of a run told of it, in the order and with the times of arrival (ms since the first of them
 * began). Texts are whole, other than in lists: pieces are laid over them. The last line is `end`. A part that was not kept
 * ends what is given, because what follows would not fit. Throws `invalid_id`, and the failures of the archive.
 */
export async function* replayRun(source: string, key: string, signal: AbortSignal): AsyncGenerator<ReplayLine[]> {
  const { streams } = await findStreams(source, key);
  let count = 0;
  let last = 0;
  const zero = streams[0]?.startedAt ?? 0;
  for (const { startedAt, parts, read } of streams) {
    const stream = archivedDialect(source).readStream(source);
    for (const [place, part] of parts.entries()) {
      signal.throwIfAborted();
      const kept = await read(part);
      if (!kept || part !== place) break;
      const lines: ReplayLine[] = [];
      for (const { at, event, data } of kept) {
        const { value, problem } = parseDeepJson(data);
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
