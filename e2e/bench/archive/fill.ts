import { parseArgs } from 'node:util';
import type { RunCapture } from '#lib/server/archive/archive.ts';
import { madeRun } from './made-run.ts';
import { openBench } from './open.ts';
import { vocabulary, WORDS_SEED } from './prose.ts';
import { chance } from './random.ts';

/** Runs that chance makes together, and that are kept in one transaction. */
const BATCH = 250;
const KEPT = 4 * BATCH;

/**
 * `npm run bench:fill -- --data DIR-OR-URL [--runs N]`: makes an archive of that many made-up runs, ten steps each on average. One
 * that was broken off goes on where it stopped: batches are made alike every time and kept whole or not at all.
 */
async function fill(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '50000' }, data: { type: 'string' } } });
  if (!values.data) throw new Error('--data says where the archive is to be made.');
  const all = Number(values.runs);
  const words = vocabulary(chance(WORDS_SEED));
  const archive = await openBench(values.data);
  const there = (await archive.size()).runs;
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);
  if (there > 0) console.log(`${there} runs are there`);
  let pending: Promise<void> = Promise.resolve();
  let some: RunCapture[] = [];
  for (let n = Math.floor(there / BATCH) * BATCH; n < all; n += BATCH) {
    const random = chance(WORDS_SEED + 1 + n);
    for (let at = n; at < Math.min(n + BATCH, all); at++) some.push(madeRun(at, { all, words, chance: random }));
    if (some.length < KEPT && n + BATCH < all) continue;
    // Some are made while those before are written.
    await pending;
    pending = archive.keepRuns(some);
    some = [];
    if ((n + BATCH) % 10_000 === 0) console.log(`${n + BATCH} runs, ${seconds()} s`);
  }
  await pending;
  const { runs, objects } = await archive.size();
  console.log(`${runs} runs, ${objects} objects, ${seconds()} s`);
  await archive.close();
}

await fill();
