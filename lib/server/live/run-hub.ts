import 'server-only';
import { randomBytes } from 'node:crypto';
import { isTerminal } from '../../domain/run.ts';
import type { RunEvent } from '../../domain/run-event.ts';
import { processState } from '../process-state.ts';
import { Channel } from './channel.ts';
import { EventRing, type NumberedEvent } from './event-ring.ts';
import { sentEvents } from './event-size.ts';

/** Runs that are remembered without a viewer, and for how long (ms): a stream passes through, or a viewer may come back. */
const MOST_RUNS = 500;
const REMEMBER = 120_000;

/** One run that is heard of or looked at. */
export interface LiveRun {
  readonly source: string;
  readonly key: string;
  readonly channel: Channel;
  readonly ring: EventRing;
  readonly viewers: Set<(event: NumberedEvent) => void>;
  /** Those who have it followed, before they hear of it as well: it is not forgotten. */
  holds: number;
  /** When something was last published, ms since 1970. */
  publishedAt: number;
}

interface Hub {
  /** Tells this process' numbers from those of another one. */
  epoch: string;
  seq: number;
  /** In the order of last use. */
  runs: Map<string, LiveRun>;
}

const hub = () =>
  processState('run-hub', (): Hub => ({ epoch: randomBytes(6).toString('base64url'), seq: 0, runs: new Map() }));

/**
 * Tells what happened to a run: polls do, and whoever has its stream pass through. `key` is the dialect's. Cheap without
 * viewers, never throws. Events that bring nothing new go no further; gives whether there were others.
 */
export function publishRunEvents(source: string, key: string, events: readonly RunEvent[]): boolean {
  const state = hub();
  const run = liveRun(source, key);
  run.publishedAt = Date.now();
  const news = run.channel.take(events);
  for (const event of news) {
    for (const sent of sentEvents(source, key, event)) {
      state.seq++;
      const numbered = { seq: state.seq, ...sent };
      // Whoever comes back after an error wants to know what came of it, and not the error.
      if (event.type !== 'error') run.ring.push(numbered);
      for (const hear of run.viewers) hear(numbered);
    }
  }
  return news.length > 0;
}

/**
 * Has a viewer hear the events of a run from now on; gives back what ends it. What the run is at this moment is in the
 * `channel` of `liveRun`.
 */
export function subscribe(source: string, key: string, hear: (event: NumberedEvent) => void): () => void {
  const { viewers } = liveRun(source, key);
  viewers.add(hear);
  return () => void viewers.delete(hear);
}

/** The run as the hub knows it; made when it is first asked for. */
export function liveRun(source: string, key: string): LiveRun {
  const { runs, seq } = hub();
  const name = `${source} ${key}`;
  const run = runs.get(name) ?? {
    source,
    key,
    channel: new Channel(),
    ring: new EventRing(seq),
    viewers: new Set(),
    holds: 0,
    publishedAt: Date.now(),
  };
  runs.delete(name);
  runs.set(name, run);
  forgetOld(runs);
  return run;
}

/** The id that stands for "everything up to here was received". */
export function eventId(seq = hub().seq): string {
  return `${hub().epoch}.${seq}`;
}

/** The number in an id that this process gave out; null for any other text. */
export function readEventId(id: string | null): number | null {
  const [epoch, seq = '', ...more] = id?.split('.', 3) ?? [];
  if (epoch !== hub().epoch || more.length > 0 || !/^\d{1,15}$/.test(seq)) return null;
  return Number(seq) <= hub().seq ? Number(seq) : null;
}

function forgetOld(runs: Map<string, LiveRun>): void {
  for (const [name, run] of runs) {
    const ended = run.channel.trace !== null && isTerminal(run.channel.trace.run);
    const old = Date.now() - run.publishedAt > (ended ? REMEMBER : REMEMBER * 5);
    if (runs.size <= MOST_RUNS && !old) break;
    if (run.viewers.size === 0 && run.holds === 0) runs.delete(name);
  }
}
