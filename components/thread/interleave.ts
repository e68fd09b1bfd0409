import type { Message } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';

export type ThreadEntry = { kind: 'message'; message: Message } | { kind: 'run'; run: Run };

/** How far a list has been read: everything up to this instant (ms) is there; null when it has been read to its end. */
export type Horizon = number | null;

/**
 * The conversation with its runs in place. Messages keep the source's order; a run stands before the first message that
 * it wrote or that came after it, and after the user's message of the same second. Nothing is shown beyond what both
 * lists have been read to, because something could still come in between. Runs without a time come last.
 */
export function interleave(
  messages: readonly Message[],
  runs: readonly Run[],
  read: { messages: Horizon; runs: Horizon },
): ThreadEntry[] {
  const waiting = [...runs].sort(
    (a, b) => (a.createdAt ?? Number.POSITIVE_INFINITY) - (b.createdAt ?? Number.POSITIVE_INFINITY),
  );
  const entries: ThreadEntry[] = [];
  const putRuns = (until: (run: Run) => boolean) => {
    while (waiting[0] && until(waiting[0])) entries.push({ kind: 'run', run: waiting.shift() as Run });
  };
  let at = Number.NEGATIVE_INFINITY;
  for (const message of messages) {
    at = Math.max(at, message.createdAt ?? at);
    if (read.runs !== null && at > read.runs) {
      putRuns((run) => run.createdAt !== null);
      return entries;
    }
    const wroteIt = waiting.findIndex((run) => run.id === message.runId);
    const first = waiting.slice(0, wroteIt + 1);
    const time = at;
    putRuns((run) => first.includes(run) || comesBefore(run, message, time));
    entries.push({ kind: 'message', message });
  }
  putRuns((run) => read.messages === null || (run.createdAt !== null && run.createdAt < read.messages));
  return entries;
}

function comesBefore(run: Run, message: Message, at: number): boolean {
  if (run.createdAt === null) return false;
  return run.createdAt < at || (run.createdAt === at && message.role !== 'user');
}

/** The instant up to which a list that is not at its end has been read: that of its last item with a time. */
export function horizonOf(items: readonly { createdAt: number | null }[], more: boolean): Horizon {
  if (!more) return null;
  return items.reduce((at, item) => Math.max(at, item.createdAt ?? at), Number.NEGATIVE_INFINITY);
}
