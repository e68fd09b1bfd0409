import type { RunNews, Transport } from '#lib/client/live-state.ts';
import type { Run } from '#lib/domain/run.ts';
import { stepEnd } from '#lib/domain/step.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';

/** How a run that goes on is followed, in a word, and by what tone it stands out. */
export interface LiveWord {
  word: string;
  tone: 'live' | 'idle' | 'wait';
}

/** The word for how this browser hears of the run. */
export function liveWord({ mode }: Transport, { problem }: RunNews): LiveWord {
  if (mode === 'unreachable') return { word: 'Reconnecting', tone: 'wait' };
  if (problem !== null) return { word: 'Not followed', tone: 'wait' };
  if (mode === 'polling') return { word: 'Asking again', tone: 'idle' };
  return mode === 'events' ? { word: 'Live', tone: 'live' } : { word: 'Connecting', tone: 'idle' };
}

/** What the reader may want to know of how this page hears of the run: by what it does, and why not by more. */
export function transportFacts(
  { mode, why }: Transport,
  { streamedAt, problem }: RunNews,
): { how: string; source: string } {
  const how = {
    off: 'Not connected yet.',
    connecting: 'Not connected yet.',
    events: 'Events of the Runlens server, on one connection for all tabs of this browser.',
    polling: `Asked for every 2 seconds, because events cannot be had. ${why ?? ''}`.trim(),
    unreachable: 'The Runlens server does not answer. It is tried again until it does.',
  }[mode];
  if (problem !== null) return { how, source: `${problem} It is asked again.` };
  const source =
    streamedAt === null
      ? 'Asked every 1 to 5 seconds. Text types in only where a stream of this run passes through this server.'
      : 'Its stream passes through Runlens: text and logs appear as they arrive.';
  return { how, source };
}

/** A run in progress of which nothing was heard for so long (ms) counts as stalled. */
const STALLED_AFTER = 15_000;

/** For how long nothing new was heard of a run that should go on (ms); null where that is not long or it only waits. */
export function stalledFor(state: TraceState, changedAt: number | null, now: number): number | null {
  const { run } = state;
  if (run.status !== 'in_progress' && run.status !== 'cancelling') return null;
  const quiet = now - Math.max(changedAt ?? 0, lastInstant(run, state));
  return quiet >= STALLED_AFTER ? quiet : null;
}

/** The last instant at which something is known to have happened. */
function lastInstant({ createdAt, startedAt }: Run, { steps, tail }: TraceState): number {
  const last = tail.at(-1) ?? steps.at(-1);
  const before = tail.at(-2) ?? steps.at(-2);
  const times = [
    createdAt,
    startedAt,
    ...[last, before].flatMap((step) => (step ? [step.createdAt, stepEnd(step)] : [])),
  ];
  return Math.max(0, ...times.map((at) => at ?? 0));
}
