import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import type { Run } from '../../domain/run.ts';
import { processState } from '../process-state.ts';

const MOST_PER_SOURCE = 5000;

interface Known {
  run: Run;
  /** When the run was last read from its source, ms since 1970. */
  readAt: number;
}

/** Runs this process has met: found by the walk, opened by somebody, listed with their thread. Lost on restart. */
const known = () => processState('known-runs', () => new Map<string, Map<string, Known>>());

/** Hears of every run that is new here or has changed; `added` is true of a new one. */
export type KnownListener = (run: Run, added: boolean) => void;

const listeners = () => processState('known-runs-listeners', () => new Set<KnownListener>());

/** Has a listener hear from now on; gives back what ends it. */
export function onKnownRuns(listener: KnownListener): () => void {
  listeners().add(listener);
  return () => void listeners().delete(listener);
}

/** Keeps runs for the list and the omnibox; the oldest of a source make room. A name once known is not lost again. */
export function rememberRuns(runs: readonly Run[]): void {
  for (const run of runs) {
    const ofSource = known().get(run.source) ?? new Map<string, Known>();
    known().set(run.source, ofSource);
    const before = ofSource.get(run.key)?.run;
    const assistantName =
      run.assistantName ?? (before?.assistantId === run.assistantId ? (before?.assistantName ?? null) : null);
    const fresh = { ...run, assistantName };
    ofSource.set(run.key, { run: fresh, readAt: Date.now() });
    if (listeners().size > 0 && !isDeepStrictEqual(before, fresh)) {
      for (const listener of listeners()) listener(fresh, before === undefined);
    }
    if (ofSource.size > MOST_PER_SOURCE) ofSource.delete(oldest(ofSource));
  }
}

/** All known runs of the given sources, in no order. */
export function knownRuns(sources: readonly string[]): Run[] {
  return sources.flatMap((source) => Array.from(known().get(source)?.values() ?? [], (entry) => entry.run));
}

/** How many runs of a source this process knows. */
export function countKnownRuns(source: string): number {
  return known().get(source)?.size ?? 0;
}

/** Drops a run that its source no longer has, or that somebody deleted; false where it was not known. */
export function forgetRun(source: string, key: string): boolean {
  return known().get(source)?.delete(key) ?? false;
}

/** Drops all runs of a source; gives how many there were. */
export function forgetSource(source: string): number {
  const count = countKnownRuns(source);
  known().delete(source);
  return count;
}

/** A known run as it was read after an instant (ms since 1970); null where it was not. */
export function freshRun(source: string, key: string, since: number): Run | null {
  const entry = known().get(source)?.get(key);
  return entry && entry.readAt > since ? entry.run : null;
}

function oldest(runs: ReadonlyMap<string, Known>): string {
  let found = '';
  let created = Number.POSITIVE_INFINITY;
  for (const [key, { run }] of runs) {
    const at = run.createdAt ?? 0;
    if (at < created) [found, created] = [key, at];
  }
  return found;
}
