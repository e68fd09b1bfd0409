import { parseArgs } from 'node:util';
import { madeRun } from './made-run.ts';
import { openBench } from './open.ts';
import { vocabulary } from './prose.ts';
import { chance } from './random.ts';

/** Runs that are kept in one transaction. */
const BATCH = 250;
const SEED = 20_260_901;

/** `npm run bench:fill -- --runs N --data DIR-OR-URL [--steps N]`: adds made-up runs to an archive. */
async function fill(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '50000' },
      steps: { type: 'string', default: '10' },
      data: { type: 'string' },
    },
  });
  if (!values.data) throw new Error('--data DIR says where the archive is to be made.');
  const [all, steps] = [Number(values.runs), Number(values.steps)];
  const random = chance(SEED);
  const words = vocabulary(random);
  const archive = await openBench(values.data);
  const begun = performance.now();
  let pending: Promise<void> = Promise.resolve();
  for (let n = 0; n < all; n += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, all - n) }, (_, at) =>
      madeRun(n + at, { all, steps, words, chance: random }),
    );
    // One batch is made while the one before is written.
    await pending;
    pending = archive.keepRuns(some);
    if (n % 10_000 === 0) console.log(`${n} runs, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  }
  await pending;
  console.log(`${all} runs of ${steps} steps in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  await archive.close();
}

await fill();
