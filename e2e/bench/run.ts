import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { chromiumPath } from '../environment.ts';
import type { Started } from '../server-process.ts';
import { awaitIdle, calibrate, isBusy } from './calibration.ts';
import { findSteps } from './find-steps.ts';
import { measure } from './measure.ts';
import type { StepsToOpen } from './open-step.ts';
import { formatReport, type Measured, medians } from './report.ts';
import { subjects } from './subjects.ts';

/**
 * `npm run bench`: how long runs open in the built app, and how it is to use them. Without arguments it starts the app and
 * the tests' own upstream. `--upstream BASE_URL` with `--thread` and `--run` (`{steps}` stands for each of `--steps`)
 * measures another host's runs, `--url` (repeatable) pages that are served already. `--floor URL` (with `{steps}`) also
 * measures a page like `FLOOR_PAGE` and prints the ratios to it. `--repeat` samples each, before
 * each of which it waits up to `--wait` seconds for an idle machine; `--out FILE` keeps the samples.
 * The figures never change the exit code, which is 0.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', multiple: true },
    upstream: { type: 'string' },
    thread: { type: 'string', default: 'thread_big' },
    run: { type: 'string', default: 'run_big_{steps}' },
    steps: { type: 'string', default: '100,1000,10000,50000' },
    floor: { type: 'string' },
    repeat: { type: 'string', default: '5' },
    wait: { type: 'string', default: '10' },
    out: { type: 'string' },
  },
});

const started: Started[] = [];
const load = () => loadavg().map((value) => Number(value.toFixed(2)));

/** Runs `use` with a browser of its own. */
async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Pages in turn, a fresh browser for each sample, so that a busy moment of the machine hits all alike. */
async function bench(): Promise<void> {
  const measured = (await subjects(values, started)).map((one): Measured => ({ ...one, samples: [], errors: [] }));
  const steps = new Map<string, StepsToOpen>();
  for (const { url, floorOf } of measured) {
    if (floorOf === null) steps.set(url, await withBrowser((browser) => findSteps(browser, url)));
  }
  const before = load();
  let fastestMs = await calibrate();
  const calibrated = (ms: number) => (fastestMs = Math.min(fastestMs, ms)) && ms;
  for (let turn = 1; turn <= Number(values.repeat); turn++) {
    for (const { name, url, shape, floorOf, samples, errors } of measured) {
      const calibration = [calibrated(await awaitIdle(fastestMs, Number(values.wait) * 1000))];
      try {
        const use = { shape, steps: steps.get(floorOf ?? url) };
        const sample = await withBrowser((browser) => measure(browser, url, use));
        calibration.push(calibrated(await calibrate()));
        samples.push({ ...sample, calibrationMs: Math.max(...calibration) });
      } catch (error) {
        errors.push(`sample ${turn}: ${String(error)}`);
        console.error(error);
      }
      console.error(`${name}${floorOf ? ', floor page' : ''}: sample ${turn} of ${values.repeat}`);
    }
  }
  await print(measured, fastestMs, { before, after: load() });
}

async function print(
  measured: readonly Measured[],
  fastestMs: number,
  loads: { before: number[]; after: number[] },
): Promise<void> {
  const all = measured.flatMap((one) => one.samples);
  const busy = all.filter((sample) => isBusy(sample.calibrationMs, fastestMs)).length;
  const cores = availableParallelism();
  console.log(`${formatReport(measured, fastestMs)}\n`);
  console.log(`${cores} cores, load ${loads.before.join(' ')} before and ${loads.after.join(' ')} after.`);
  console.log(
    `The machine was busy in ${busy} of ${all.length} samples. Of each page at most half are left out for that.`,
  );
  for (const { name, errors } of measured) for (const error of errors) console.log(`${name}: ${error}`);
  if (!values.out) return;
  const pages = measured.map((one) => ({ ...one, medians: medians(one, fastestMs) }));
  const report = { at: new Date().toISOString(), machine: { cores, load: loads, fastestMs }, pages };
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, `${JSON.stringify(report, null, 1)}\n`);
}

try {
  await bench();
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(started.map((one) => one.stop()));
}
