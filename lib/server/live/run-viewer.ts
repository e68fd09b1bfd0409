import 'server-only';
import { isTerminal } from '../../domain/run.ts';
import type { RunEvent } from '../../domain/run-event.ts';
import type { NumberedEvent } from './event-ring.ts';
import { sentEvents } from './event-size.ts';
import type { PaceLimits } from './pace.ts';
import { eventId, liveRun, readEventId, subscribe } from './run-hub.ts';
import type { Frame } from './viewer-queue.ts';
import { watchRun } from './watch-run.ts';

/** One viewer of one run. */
interface RunViewer {
  /** Fulfilled once the hub knows the run; rejects with the failure of its source. */
  ready: Promise<void>;
  /** Has the viewer get what happens from now on. */
  hear(): void;
  /** May be called any number of times. */
  leave(): void;
}

/** Has a run followed for a viewer, who gets its events by `push`. */
export function watchInto(push: (frame: Frame) => void, source: string, key: string, limits?: PaceLimits): RunViewer {
  const watch = watchRun(source, key, limits);
  let hush: (() => void) | null = null;
  let left = false;
  return {
    ready: watch.ready,
    hear() {
      if (!left) hush ??= subscribe(source, key, (event) => push(frameOf(event)));
    },
    leave() {
      if (left) return;
      left = true;
      hush?.();
      watch.leave();
    },
  };
}

/** What a viewer missed since the event of this id; null where that is not known here any more. */
export function missedFrames(source: string, key: string, lastEventId: string | null): Frame[] | null {
  const seq = readEventId(lastEventId);
  return (seq === null ? null : liveRun(source, key).ring.after(seq))?.map(frameOf) ?? null;
}

/** The run as it is now; with its end where it has ended. */
export function snapshotFrames(source: string, key: string): Frame[] {
  const trace = liveRun(source, key).channel.snapshot();
  if (!trace) return [];
  const events: RunEvent[] = [{ type: 'snapshot', trace }];
  if (isTerminal(trace.run)) events.push({ type: 'ended', run: trace.run });
  const sent = events.flatMap((event) => sentEvents(source, key, event));
  // Only who has the last of them has everything up to now.
  return sent.map(({ type, data }, i) => ({ id: i === sent.length - 1 ? eventId() : null, event: type, data }));
}

function frameOf({ seq, type, data }: NumberedEvent): Frame {
  return { id: eventId(seq), event: type, data };
}
