import 'server-only';
import type { RecordedEvent, StreamEnding, StreamPart } from '../archive/archive.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { processState } from '../process-state.ts';

/** Characters and events of one stream that are recorded, and of what may wait to be written over all streams. */
const MOST_OF_ONE = 16 * 1024 * 1024;
const MOST_EVENTS = 200_000;
const MOST_WAITING = 32 * 1024 * 1024;
/** A part is written when it has so many characters or events, or is so old, ms. */
const PART_SIZE = 64 * 1024;
const PART_EVENTS = 1_000;
const PART_AGE = 2_000;

const waiting = () =>
  processState('streams-waiting', () => ({
    size: 0,
    writing: Promise.resolve(),
    /** Writes what a stream under way has recorded. */
    open: new Set<() => void>(),
  }));

/** Keeps the events of one stream with their times of arrival. Never fails; what does not fit is not recorded. */
export interface StreamRecorder {
  /** `at` in ms since the stream began. */
  add(event: RecordedEvent): void;
  /** Says whose the stream is; until then its events wait. */
  belongs(runId: string): void;
  end(ending: StreamEnding): void;
}

/** A recorder of a stream of a source that began at `startedAt` (ms since 1970). */
export function recordStream(source: string, startedAt: number): StreamRecorder {
  let runId: string | null = null;
  let events: RecordedEvent[] = [];
  let size = 0;
  let whole = 0;
  let count = 0;
  let part = 0;
  let over = false;
  let timer: NodeJS.Timeout | null = null;

  const write = (ending: StreamEnding | null): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (runId === null || (events.length === 0 && ending === null)) return;
    keep({ source, runId, startedAt, part, events, ending }, size);
    part += 1;
    events = [];
    size = 0;
  };
  const writeNow = () => write(null);
  waiting().open.add(writeNow);
  const finish = (ending: StreamEnding): void => {
    if (over) return;
    over = true;
    waiting().open.delete(writeNow);
    write(ending);
  };

  return {
    add(event) {
      if (over) return;
      const length = event.data.length + (event.event?.length ?? 0);
      whole += length;
      count += 1;
      if (whole > MOST_OF_ONE || count > MOST_EVENTS) return finish('limit');
      events.push(event);
      size += length;
      if (size >= PART_SIZE || events.length >= PART_EVENTS) write(null);
      else timer ??= setTimeout(writeNow, PART_AGE).unref();
    },
    belongs(id) {
      runId ??= id;
    },
    end: finish,
  };
}

function keep(part: StreamPart, size: number): void {
  const known = waiting();
  if (known.size + size > MOST_WAITING) return;
  known.size += size;
  known.writing = known.writing.then(async () => {
    try {
      await (await theArchive())?.keepStream([part]);
    } catch {
      // A full or locked archive is told by the recorder of objects; the stream lacks this part.
    } finally {
      known.size -= size;
    }
  });
}

/** Writes what was recorded so far. */
export function flushStreams(): Promise<void> {
  for (const write of waiting().open) write();
  return waiting().writing;
}
