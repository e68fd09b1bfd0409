import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** A machine is busy where the same work takes this many times as long as it once did. */
const BUSY = 1.3;
const PAUSE_MS = 2_000;
const THREADS = Math.min(4, availableParallelism());

/** Times a fixed loop on every core at once, so that other work on any of them shows: milliseconds of the slowest. */
export async function calibrate(): Promise<number> {
  const times = Array.from({ length: THREADS }, async () => {
    const [{ ms }] = (await once(new Worker(new URL('calibration-loop.ts', import.meta.url)), 'message')) as [
      { ms: number },
    ];
    return ms;
  });
  return Math.max(...(await Promise.all(times)));
}

export const isBusy = (calibrationMs: number, fastestMs: number) => calibrationMs > fastestMs * BUSY;

/** Calibrates until the machine is as idle as it has been at its best, or `waitMs` have passed; gives the last time. */
export async function awaitIdle(fastestMs: number, waitMs: number): Promise<number> {
  const end = performance.now() + waitMs;
  for (;;) {
    const ms = await calibrate();
    if (!isBusy(ms, fastestMs) || performance.now() + PAUSE_MS > end) return ms;
    await setTimeout(PAUSE_MS);
  }
}
