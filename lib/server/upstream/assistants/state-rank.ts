import 'server-only';
import { isJsonObject, type Json } from '../../../domain/json.ts';
import { wireTime } from './wire-time.ts';

/** Phases of a run, step or message; what is not named here has no later state. */
const PHASES: ReadonlyMap<Json | undefined, number> = new Map([
  ['queued', 0],
  ['in_progress', 1],
  ['requires_action', 1],
  ['cancelling', 2],
]);
const ENDED = 3;
const TIMES = ['started_at', 'completed_at', 'failed_at', 'cancelled_at', 'incomplete_at', 'updated_at'];

/**
 * Tells states of one object apart that were captured in no known order: the larger number is the later state. Queued, under
 * way and ended follow each other; within a phase the last time that the object tells of counts, because a run is queued and
 * started again when it gets its tool outputs.
 */
export function stateRank(value: Json): number {
  if (!isJsonObject(value)) return 0;
  const phase = PHASES.get(value.status) ?? ENDED;
  const times = TIMES.map((name) => (Object.hasOwn(value, name) ? wireTime(value[name] ?? null) : null) ?? 0);
  // Seconds below 2^33 leave room for the phase in a whole number; a resumed run's later start outweighs its queue.
  return phase * 2 ** 34 + Math.floor(Math.max(...times) / 1000);
}
