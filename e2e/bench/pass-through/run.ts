import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort, type Started, startNode } from '../../server-process.ts';
import { awaitIdle, calibrate } from '../calibration.ts';
import { median } from '../statistics.ts';
import { startBareApp } from './bare-app.ts';
import { firstBytes, type Target, throughput } from './load.ts';

/**
 * `npm run bench:pass-through`: what the pass-through of the built app costs beside a bare route handler of the framework that
 * hands the same calls on to the same source; both are built when needed. Rounds alternate between both; before each it waits up to `--wait` seconds for
 * an idle machine. Aims: 0.85 of its requests per second, first byte of a stream within 1.3 times.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    streams: { type: 'string', default: '40' },
    wait: { type: 'string', default: '20' },
  },
});
const START_MS = 60_000;
const BUILD_MS = 900_000;
const TOKEN = 'token-of-the-bench-0123456789';
const KEY = 'sk-bench-0123456789';

const started: Started[] = [];

async function targets(): Promise<{ bare: Target; ours: Target }> {
  const source = startNode([join(import.meta.dirname, 'source.ts')], {});
  started.push(source);
  const [, origin = ''] = await source.until(/source on (\S+)/, START_MS);
  const bare = await startBareApp(`${origin}/v1`, KEY, started);
  const port = await freePort();
  const sources = [
    { id: 'bench', dialect: 'assistants', baseUrl: `${origin}/v1`, auth: { type: 'bearer', env: 'BENCH_KEY' } },
  ];
  const data = await mkdtemp(join(tmpdir(), 'runlens-bench-'));
  const app = startNode(['lib/scripts/serve.ts'], {
    RUNLENS_DATA_DIR: data,
    PORT: String(port),
    RUNLENS_SOURCES: JSON.stringify(sources),
    RUNLENS_PROXY_TOKEN: TOKEN,
    RUNLENS_OPERATE: '1',
    BENCH_KEY: KEY,
  });
  started.push(app);
  void app.ended.then(() => rm(data, { recursive: true, force: true }));
  await app.until(/Runlens on /, BUILD_MS);
  return {
    bare: { base: `${bare}/api/v1`, token: KEY },
    ours: { base: `http://127.0.0.1:${port}/api/proxy/bench/v1`, token: TOKEN },
  };
}

const figure = (value: number | null, digits = 1) => (value === null ? '–' : value.toFixed(digits));

async function bench(): Promise<void> {
  const { bare, ours } = await targets();
  const order = [bare, ours] as const;
  for (const target of order) {
    await throughput(target, 2_000);
    await firstBytes(target, 5);
  }
  const rates = new Map<Target, number[]>(order.map((one) => [one, []]));
  const bytes = new Map<Target, number[]>(order.map((one) => [one, []]));
  const fastest = await calibrate();
  for (let round = 0; round < Number(values.rounds); round++) {
    await awaitIdle(fastest, Number(values.wait) * 1000);
    for (const target of round % 2 === 0 ? order : order.toReversed()) {
      rates.get(target)?.push(await throughput(target, Number(values.seconds) * 1000));
      bytes.get(target)?.push(median(await firstBytes(target, Number(values.streams))) ?? Number.NaN);
    }
  }
  const rate = (target: Target) => median(rates.get(target) ?? []);
  const byte = (target: Target) => median(bytes.get(target) ?? []);
  const ratio = (a: number | null, b: number | null) => (a === null || !b ? null : a / b);
  console.log(
    `requests per second   bare ${figure(rate(bare), 0)}   pass-through ${figure(rate(ours), 0)}   ratio ${figure(ratio(rate(ours), rate(bare)), 2)} (at least 0.85)`,
  );
  console.log(
    `first stream byte, ms bare ${figure(byte(bare), 2)}   pass-through ${figure(byte(ours), 2)}   ratio ${figure(ratio(byte(ours), byte(bare)), 2)} (at most 1.30)`,
  );
  const rounds = (map: Map<Target, number[]>, target: Target) =>
    (map.get(target) ?? []).map((one) => one.toFixed(1)).join(' ');
  console.log(
    `rounds: bare ${rounds(rates, bare)} · ${rounds(bytes, bare)}; ours ${rounds(rates, ours)} · ${rounds(bytes, ours)}`,
  );
  console.log(
    `${availableParallelism()} cores, load ${loadavg()
      .map((one) => one.toFixed(2))
      .join(' ')} at the end.`,
  );
}

try {
  await bench();
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(started.map((one) => one.stop()));
}
