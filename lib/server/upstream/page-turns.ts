import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../../domain/failure.ts';
import { processState } from '../process-state.ts';

/** Pages of lists that one client request, or one turn of work that goes on by itself, asks of a source at most. */
export const PAGES_A_TURN = 20;
/** Between two turns, ms: others who want something of the source get theirs. */
const REST = 200;

interface Turn {
  left: number;
  /** Fulfilled when the next turn may begin; what it throws ends the reading. */
  next: () => Promise<void>;
  resting: Promise<void> | null;
}

const storage = () => processState('page-turns', () => new AsyncLocalStorage<Turn>());

/** Has `read` ask for at most so many pages; one more throws `overloaded` with `message`. */
export function withinPages<T>(most: number, message: string, read: () => T): T {
  const next = async () => fail('overloaded', message, { retryAfter: 2 });
  return storage().run({ left: most, next, resting: null }, read);
}

/**
 * Has `read` ask for any number of pages, in turns with a rest between them; where it stands in its lists is not forgotten.
 * `turned` is called at the end of each turn. Throws `aborted` when `signal` fires meanwhile.
 */
export function inTurns<T>(signal: AbortSignal, read: () => T, turned: () => void = () => undefined): T {
  const next = async () => {
    turned();
    await sleep(REST, undefined, { signal }).catch(() => fail('aborted', 'Reading was given up.'));
  };
  return storage().run({ left: PAGES_A_TURN, next, resting: null }, read);
}

/** Counts a page that is asked of a source now; waits for the next turn where this one is over. */
export async function takePage(): Promise<void> {
  const turn = storage().getStore();
  if (!turn) return;
  while (turn.left <= 0) {
    turn.resting ??= turn
      .next()
      .then(() => void (turn.left = PAGES_A_TURN))
      .finally(() => (turn.resting = null));
    await turn.resting;
  }
  turn.left -= 1;
}
