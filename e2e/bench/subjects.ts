import { freePort, type Started, startNode, startUpstream } from '../server-process.ts';
import { FLOOR_PAGE, type PageShape, RUN_PAGE } from './page-shape.ts';

/** A page to measure. The floor page of a size has the app's address as its `floorOf`. */
export interface Subject {
  name: string;
  url: string;
  shape: PageShape;
  floorOf: string | null;
}

/** What was asked for on the command line; `{steps}` in `run` and `floor` stands for each of `steps`. */
export interface Asked {
  url?: string[];
  upstream?: string;
  thread: string;
  run: string;
  steps: string;
  floor?: string;
}

const BUILD_MS = 600_000;

async function ownUpstream(started: Started[]): Promise<string> {
  const upstream = startUpstream([]);
  started.push(upstream);
  const [, origin = ''] = await upstream.until(/upstream on (\S+)/);
  return `${origin}/big/v1`;
}

/** Starts the app, built when needed, with the upstream as its only source; gives its origin. */
async function ownApp(baseUrl: string, started: Started[]): Promise<string> {
  const source = { id: 'bench', dialect: 'assistants', baseUrl, auth: { type: 'bearer', env: 'BENCH_KEY' } };
  const port = await freePort();
  const app = startNode(['lib/scripts/serve.ts'], {
    PORT: String(port),
    RUNLENS_SOURCES: JSON.stringify([source]),
    RUNLENS_SAMPLE: '0',
    BENCH_KEY: 'sk-e2e-0000000000000000',
  });
  started.push(app);
  await app.until(/Runlens on /, BUILD_MS);
  return `http://localhost:${port}`;
}

/** What to measure, after starting what that needs; everything started is added to `started`. */
export async function subjects(asked: Asked, started: Started[]): Promise<Subject[]> {
  const sizes = asked.url ? [] : asked.steps.split(',');
  const pages = asked.url?.map((url) => ({ name: new URL(url).pathname.slice(-24), url, size: '' })) ?? [];
  if (sizes.length > 0) {
    const origin = await ownApp(asked.upstream ?? (await ownUpstream(started)), started);
    for (const size of sizes) {
      const key = `${asked.thread}.${asked.run.replaceAll('{steps}', size)}`;
      const name = `${Number(size).toLocaleString('en')} steps`;
      pages.push({ name, url: `${origin}/runs/bench/${key}`, size });
    }
  }
  return pages.flatMap(({ name, url, size }): Subject[] => {
    const page = { name, url, shape: RUN_PAGE, floorOf: null };
    if (!asked.floor) return [page];
    return [page, { name, url: asked.floor.replaceAll('{steps}', size), shape: FLOOR_PAGE, floorOf: url }];
  });
}
