import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** How long health checks took while some work went on, in ms, and how long the work took, in seconds. */
export interface Watched {
  name: string;
  checks: number;
  p50: number;
  p99: number;
  max: number;
  seconds: number;
}

/** Does some work while the server is asked whether it is well. */
export async function watched(name: string, origin: string, work: () => Promise<unknown>): Promise<Watched> {
  const watcher = new Worker(join(import.meta.dirname, 'watcher.ts'), { workerData: { origin } });
  await once(watcher, 'online');
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1000;
  const answer = once(watcher, 'message');
  watcher.postMessage('over', []);
  const [found] = (await answer) as [number[]];
  const times = found.toSorted((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { name, checks: times.length, p50: at(0.5), p99: at(0.99), max: times.at(-1) ?? Number.NaN, seconds };
}
