import 'server-only';

/** Imports under way at once; each has a thread. */
const AT_ONCE = 2;

/** Has a few imports run at a time; the others wait. */
export interface ImportTurns {
  /** Does the work when it is its turn. Rejects, without doing it, with the signal's reason when that ends the waiting. */
  inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Rejects all that wait. */
  refuse(why: Error): void;
  /** Rejects all that wait, and all that come. */
  close(why: Error): void;
}

/** Turns of which none is taken. */
export function importTurns(): ImportTurns {
  const waiting = new Set<{ begin: () => void; refuse: (why: unknown) => void }>();
  let running = 0;
  let closed: Error | null = null;

  const next = () => {
    const [first] = waiting;
    if (!first || running >= AT_ONCE) return;
    waiting.delete(first);
    running++;
    first.begin();
  };
  const turn = (signal: AbortSignal): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const one = { begin: resolve, refuse: reject };
    waiting.add(one);
    const leave = () => {
      if (waiting.delete(one)) reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    next();
    return promise.finally(() => signal.removeEventListener('abort', leave));
  };

  const refuse = (why: Error) => {
    for (const one of waiting) one.refuse(why);
    waiting.clear();
  };

  return {
    async inTurn(signal, work) {
      signal.throwIfAborted();
      if (closed) throw closed;
      await turn(signal);
      try {
        return await work();
      } finally {
        running--;
        next();
      }
    },
    refuse,
    close(why) {
      closed = why;
      refuse(why);
    },
  };
}
