/**
 * Lets at most `size` pieces of work run at a time; the others wait in order. Waiting work whose signal is aborted is
 * never begun and rejects with the signal's reason; running work gets the signal and is expected to heed it.
 */
export function makeSlots(size: number): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  const waiting = new Set<() => void>();
  let running = 0;

  const release = () => {
    running -= 1;
    const [next] = waiting;
    if (!next) return;
    waiting.delete(next);
    next();
  };

  const enter = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        running += 1;
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      if (signal.aborted) return leave();
      if (running < size) return begin();
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(begin);
    });

  return async (work, signal) => {
    await enter(signal);
    try {
      return await work();
    } finally {
      release();
    }
  };
}
