import 'server-only';
import { processState } from '../process-state.ts';
import { collectShared, type CollectedShare } from './collect-shared.ts';

/** A run is read once for a preview and the link that is made after it, and for all that is switched between (ms). */
const KEEP = 2 * 60_000;
/** Nobody waits longer for a run to be read (ms). */
const PATIENCE = 2 * 60_000;
const MOST = 1;

interface Kept {
  collected: Promise<CollectedShare>;
  at: number;
}

const kept = () => processState('collected-shares', () => new Map<string, Kept>());

/** Everything of a run; several who ask share one reading. Throws like `collectShared`. */
export function collectLately(source: string, key: string): Promise<CollectedShare> {
  const name = `${source} ${key}`;
  const known = kept().get(name);
  if (known && Date.now() - known.at < KEEP) return known.collected;
  const collected = collectShared(source, key, AbortSignal.timeout(PATIENCE));
  const entry = { collected, at: Date.now() };
  kept().delete(name);
  kept().set(name, entry);
  while (kept().size > MOST) kept().delete(kept().keys().next().value ?? '');
  const drop = () => {
    if (kept().get(name) === entry) kept().delete(name);
  };
  collected.catch(drop);
  setTimeout(drop, KEEP).unref();
  return collected;
}
