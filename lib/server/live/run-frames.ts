import 'server-only';
import { isTerminal } from '../../domain/run.ts';
import { processState } from '../process-state.ts';
import { untilEnd } from './end-live.ts';
import type { PaceLimits } from './pace.ts';
import { missedFrames, snapshotFrames, watchInto } from './run-viewer.ts';
import { type Frame, ViewerQueue } from './viewer-queue.ts';
import { liveRun } from './run-hub.ts';

/**
 * How long a connection is held, ms; the browser then comes back and goes on where it was. Hosts that end functions after
 * five minutes cut nothing so.
 */
export const HELD = 280_000;

/** One viewer's connection. */
export interface FramesOptions {
  /** `Last-Event-ID` of a viewer who comes back. */
  lastEventId: string | null;
  /** Fires when the viewer leaves. */
  signal: AbortSignal;
  held?: number | undefined;
  limits?: PaceLimits | undefined;
}

/**
 * The events of one run for one viewer, batch by batch: first what was missed since `lastEventId`, or a snapshot, then what
 * happens, until the run has ended. Null where the run had ended and nothing was missed. Throws what the source throws when
 * the run cannot be read at all.
 */
export async function runFrames(
  source: string,
  key: string,
  { lastEventId, signal: left, held = HELD, limits }: FramesOptions,
): Promise<AsyncGenerator<Frame[]> | null> {
  const signal = untilEnd(left);
  const queue = new ViewerQueue();
  const viewer = watchInto((frame) => queue.push(frame), source, key, limits);
  signal.addEventListener('abort', viewer.leave, { once: true });
  try {
    signal.throwIfAborted();
    await viewer.ready;
    signal.throwIfAborted();
  } catch (error) {
    viewer.leave();
    throw error;
  }
  const missed = missedFrames(source, key, lastEventId);
  const run = liveRun(source, key).channel.trace?.run;
  if (missed?.length === 0 && run && isTerminal(run)) {
    viewer.leave();
    return null;
  }
  viewer.hear();
  return frames(missed ?? snapshotFrames(source, key), queue, Date.now() + held, signal, {
    again: () => snapshotFrames(source, key),
    isLast: ({ event }) => event === 'ended' || event === 'error',
    leave: viewer.leave,
  });
}

const connections = () => processState('live-connections', () => ({ open: 0 }));

/** Connections that are told of runs or of the list at this moment, however much each carries. */
export function countConnections(): number {
  return connections().open;
}

/** What a connection does beside handing on frames. */
interface Connection {
  /** What a viewer who fell behind gets instead of what was dropped. */
  again: () => Frame[];
  isLast: (frame: Frame) => boolean;
  leave: () => void;
}

/** The first frames, then those of a queue, until an instant (ms since 1970), the last frame, or the viewer leaves. */
export async function* frames(
  first: Frame[],
  queue: ViewerQueue,
  until: number,
  signal: AbortSignal,
  { again, isLast, leave }: Connection,
): AsyncGenerator<Frame[]> {
  connections().open++;
  try {
    let batch = first;
    for (;;) {
      if (batch.length > 0) yield batch;
      if (signal.aborted || Date.now() >= until || batch.some(isLast)) return;
      const { frames: next, behind } = await queue.next(until, signal);
      batch = behind ? again() : next;
    }
  } finally {
    connections().open--;
    leave();
  }
}
