import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../../domain/failure.ts';
import { processState } from '../process-state.ts';
import { collectShared, type CollectedShare } from './collect-shared.ts';

/** A run is read once for a preview and the link that is made after it, and for all that is switched between (ms). */
const KEEP = 2 * 60_000;
/** Reading a run takes no longer than this (ms); who finds it being read waits so long, and is asked to come back. */
const LONGEST = 10 * 60_000;
const PATIENCE = 5_000;
const COME_BACK = 1;
const MOST = 1;

interface Kept {
  collected: Promise<CollectedShare>;
  /** Fulfilled when the first turn of pages was not enough. */
  long: Promise<void>;
  /** When it was read, ms since 1970; null while it is being read. */
  at: number | null;
}

const kept = () => processState('collected-shares', () => new Map<string, Kept>());

/**
 * Everything of a run; several who ask share one reading. Throws like `collectShared`; `overloaded` for a run that takes more
 * than one turn of pages: it is read on meanwhile, for who asks again.
 */
export async function collectLately(source: string, key: string): Promise<CollectedShare> {
  const name = `${source} ${key}`;
  const known = kept().get(name);
  const fresh = known && (known.at === null || Date.now() - known.at < KEEP) ? known : null;
  const entry = fresh ?? begin(name, source, key);
  const wait = fresh ? entry.long.then(() => sleep(PATIENCE, undefined, { ref: false })) : entry.long;
  const collected = await Promise.race([entry.collected, wait]);
  return collected ?? fail('overloaded', LONG, { retryAfter: COME_BACK });
}

const LONG = 'This run is long and is still being read. Ask again in a moment.';

function begin(name: string, source: string, key: string): Kept {
  const long = Promise.withResolvers<void>();
  const collected = collectShared(source, key, AbortSignal.timeout(LONGEST), long.resolve);
  const entry: Kept = { collected, long: long.promise, at: null };
  kept().delete(name);
  kept().set(name, entry);
  while (kept().size > MOST) kept().delete(kept().keys().next().value ?? '');
  const drop = () => {
    if (kept().get(name) === entry) kept().delete(name);
  };
  collected.then(() => {
    entry.at = Date.now();
    setTimeout(drop, KEEP).unref();
  }, drop);
  return entry;
}
