import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { chromiumPath } from '../environment.ts';
import { freePort, type Started, startApp, startUpstream } from '../server-process.ts';
import { measure } from './measure.ts';
import { formatTable, type Measured } from './report.ts';

/**
 * `npm run bench`: how long runs open in the built app. Without arguments it starts the app and the tests' own upstream.
 * `--upstream BASE_URL` with `--thread` and `--run` (`{steps}` stands for each of `--steps`) measures another host's
 * runs, `--url` (repeatable) pages that are served already. `--repeat` samples each; `--out FILE` keeps the samples.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', multiple: true },
    upstream: { type: 'string' },
    thread: { type: 'string', default: 'thread_big' },
    run: { type: 'string', default: 'run_big_{steps}' },
    steps: { type: 'string', default: '100,1000,10000' },
    repeat: { type: 'string', default: '3' },
    out: { type: 'string' },
  },
});

const started: Started[] = [];

async function ownUpstream(): Promise<string> {
  const upstream = startUpstream([]);
  started.push(upstream);
  const [, origin = ''] = await upstream.until(/upstream on (\S+)/);
  return `${origin}/big/v1`;
}

/** Starts the app with the upstream as its only source; gives the addresses to open. */
async function addresses(): Promise<{ name: string; url: string }[]> {
  if (values.url) return values.url.map((url) => ({ name: new URL(url).pathname.slice(-24), url }));
  const source = {
    id: 'bench',
    dialect: 'assistants',
    baseUrl: values.upstream ?? (await ownUpstream()),
    auth: { type: 'bearer', env: 'BENCH_KEY' },
  };
  const port = await freePort();
  const app = startApp({
    PORT: String(port),
    RUNLENS_SOURCES: JSON.stringify([source]),
    RUNLENS_SAMPLE: '0',
    BENCH_KEY: 'sk-e2e-0000000000000000',
  });
  started.push(app);
  await app.until(/Runlens on /);
  return values.steps.split(',').map((steps) => {
    const key = `${values.thread}.${values.run.replace('{steps}', steps)}`;
    return { name: `${steps} steps`, url: `http://localhost:${port}/runs/bench/${key}` };
  });
}

/** Addresses in turn, a fresh browser for each sample, so that a busy moment of the machine hits all alike. */
async function bench(): Promise<Measured[]> {
  const measured: Measured[] = (await addresses()).map((address) => ({ ...address, samples: [] }));
  for (let turn = 0; turn < Number(values.repeat); turn++) {
    for (const { url, name, samples } of measured) {
      const browser = await chromium.launch({
        args: ['--no-sandbox'],
        ...(chromiumPath ? { executablePath: chromiumPath } : {}),
      });
      samples.push(await measure(browser, url));
      await browser.close();
      console.error(`${name}: sample ${turn + 1} of ${values.repeat}`);
    }
  }
  return measured;
}

try {
  const measured = await bench();
  console.log(formatTable(measured));
  if (values.out) {
    await mkdir(dirname(values.out), { recursive: true });
    await writeFile(values.out, `${JSON.stringify({ at: new Date().toISOString(), measured }, null, 1)}\n`);
  }
} finally {
  await Promise.all(started.map((one) => one.stop()));
}
