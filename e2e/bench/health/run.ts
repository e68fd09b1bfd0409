import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, startApp, startUpstream } from '../../server-process.ts';
import { type Watched, watched } from './watched.ts';
import { works } from './works.ts';

const AIM_MS = 50;
const LOADED_MS = 10_000;
const KEY = 'sk-bench-health';

/**
 * `npm run bench:health -- [--data DIR] [--only WORDS]`: how long the built server takes to say that it is well
 * while it does something else. DIR is a filled archive (`npm run bench:fill`), which the imports are added to.
 */
async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, only: { type: 'string', default: '' } },
  });
  const own = values.data === undefined ? await mkdtemp(join(tmpdir(), 'runlens-health-')) : null;
  const upstream = startUpstream(['--bearer', KEY, '--plain', 'unused']);
  const [, host = ''] = await upstream.until(/upstream on (\S+)/);
  const port = await freePort();
  const source = {
    id: 'big',
    dialect: 'assistants',
    baseUrl: `${host}/big/v1`,
    auth: { type: 'bearer', env: 'BIG_KEY' },
  };
  const app = startApp({
    PORT: String(port),
    RUNLENS_SOURCES: JSON.stringify([source]),
    BIG_KEY: KEY,
    RUNLENS_IMPORT_MAX_MB: '500',
    RUNLENS_DATA_DIR: own ?? resolve(values.data ?? ''),
  });
  try {
    await app.until(/Runlens on /);
    const origin = `http://localhost:${port}`;
    // Routes that nobody has asked for yet are loaded a moment after the start.
    await setTimeout(LOADED_MS);
    const wanted = works().filter(({ name }) => name.includes(values.only));
    console.log(line(['health checks, ms', 'checks', 'p50', 'p99', 'longest', 'seconds']));
    for (const work of wanted) {
      await work.before?.(origin);
      const one = await watched(work.name, origin, () => work.run(origin));
      console.log(rowOf(one));
    }
  } finally {
    await Promise.all([app.stop(), upstream.stop()]);
    if (own !== null) await rm(own, { recursive: true, force: true });
  }
}

function rowOf({ name, checks, p50, p99, max, seconds }: Watched): string {
  const cells = [p50, p99, max].map((ms) => ms.toFixed(1));
  return line([name, String(checks), ...cells, seconds.toFixed(1)]) + (p99 > AIM_MS ? ' *' : '');
}

function line([name = '', ...cells]: readonly string[]): string {
  return name.padEnd(36) + cells.map((cell) => cell.padStart(10)).join('');
}

await measure();
