import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../../domain/failure.ts';

/** One signal from whoever asked to the source, with a limit of time. */
export interface Deadline {
  /** Fires when the asker leaves or the time is over. */
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  remaining(): number;
  /** Throws `aborted` or `upstream_timeout` once the signal has fired. */
  check(): void;
  /** Waits, or throws as `check` does. */
  wait(ms: number): Promise<void>;
  /** Stops the clock but goes on watching the asker: what follows has no limit of its own. */
  release(): void;
  /** Stops the clock. Call it on every way out. */
  end(): void;
}

/** Starts the clock. `name` is that of the source, for the message; `limit` in ms. */
export function startDeadline(asker: AbortSignal, limit: number, name: string): Deadline {
  const controller = new AbortController();
  const until = performance.now() + limit;
  const leave = () => controller.abort();
  if (asker.aborted) leave();
  asker.addEventListener('abort', leave, { once: true });
  const timer = setTimeout(leave, limit);
  const check = () => {
    if (asker.aborted) fail('aborted', 'The request was given up before the answer was ready.');
    if (controller.signal.aborted) {
      const seconds = Math.max(1, Math.round(limit / 1000));
      fail('upstream_timeout', `${name} did not give its answer within ${seconds} s. Try again in a moment.`);
    }
  };
  return {
    signal: controller.signal,
    remaining: () => Math.max(0, until - performance.now()),
    check,
    async wait(ms) {
      await sleep(ms, undefined, { signal: controller.signal }).catch(check);
    },
    release: () => clearTimeout(timer),
    end() {
      clearTimeout(timer);
      asker.removeEventListener('abort', leave);
    },
  };
}
