import { parentPort } from 'node:worker_threads';

/** The same work every time, in a thread of its own; sends the milliseconds it took. */
const ROUNDS = 40_000_000;
const begun = performance.now();
let value = 1;
for (let i = 0; i < ROUNDS; i++) value = (Math.imul(value, 1_664_525) + 1_013_904_223) | 0;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
parentPort?.postMessage({ ms: performance.now() - begun, value });
