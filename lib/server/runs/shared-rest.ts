import 'server-only';
import { setTimeout } from 'node:timers/promises';

/** A pause that all who ask one source keep. */
export interface SharedRest {
  /** Has everybody wait for a time, ms; a longer pause that is under way stays. */
  ask(time: number): void;
  /** Waits while there is a pause; rejects when the signal ends. */
  over(signal: AbortSignal): Promise<void>;
}

/** `tell` hears until when (ms since 1970) there is a pause, and null when it is over. */
export function sharedRest(tell: (until: number | null) => void): SharedRest {
  let until = 0;
  return {
    ask(time) {
      until = Math.max(until, Date.now() + time);
      tell(until);
    },
    async over(signal) {
      signal.throwIfAborted();
      if (until === 0) return;
      for (let left = until - Date.now(); left > 0; left = until - Date.now()) {
        await setTimeout(left, undefined, { signal });
      }
      until = 0;
      tell(null);
    },
  };
}
