import http from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Asks a server whether it is well, a hundred times a second, until it gets any message; then tells the times in ms. A thread
 * of its own, so that what sends the work does not hold up the clock.
 */
const { origin } = workerData as { origin: string };
const EVERY_MS = 10;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const times: number[] = [];
let over = false;
parentPort?.once('message', () => (over = true));
while (!over) {
  times.push(await timed(`${origin}/api/health`));
  await setTimeout(EVERY_MS);
}
agent.destroy();
parentPort?.postMessage(times, []);

function timed(address: string): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(address, { agent }, (answer) => {
        answer.resume();
        answer.once('end', () => resolve(performance.now() - begun));
      })
      .once('error', reject);
  });
}
