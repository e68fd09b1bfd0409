import 'server-only';
import { fail } from '../../domain/failure.ts';
import { processState } from '../process-state.ts';

const MOST_FAILURES = 10;
const WINDOW_MS = 60_000;

/**
 * Tries one sign-in: after ten failures within a minute, of whoever, no more are looked at until that minute has passed.
 * One that is under way counts as failed until it has succeeded, so that many at once are no way around. Sessions that are
 * open do not pass here. Throws `rate_limited`.
 */
export async function attempt<T>(check: () => Promise<T | null>): Promise<T | null> {
  const failures = processState('sign-in-failures', (): number[] => []);
  const now = Date.now();
  while (failures[0] !== undefined && failures[0] <= now - WINDOW_MS) failures.shift();
  if (failures.length >= MOST_FAILURES) {
    const retryAfter = Math.max(1, Math.ceil(((failures[0] ?? now) + WINDOW_MS - now) / 1000));
    fail('rate_limited', `Too many sign-ins have failed. Try again in ${retryAfter} s.`, { retryAfter });
  }
  failures.push(now);
  const result = await check();
  if (result !== null) failures.splice(failures.indexOf(now), 1);
  return result;
}
