import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';
import { freePort, startApp } from '../../server-process.ts';

const AIM_P95_MS = 5_000;

/** What came of one request. */
interface Asked {
  path: string;
  status: number;
  ms: number;
  /** Code of the error where the connection broke; null where there was an answer to its end. */
  broke: string | null;
}

/**
 * `npm run bench:clients -- [--clients N] [--rounds N]`: N clients (1,000) at the same time, each with a connection of its
 * own, read lists, runs, steps and pages of the sample, one after another, so many rounds (3). Prints the percentiles;
 * status 1 when a connection broke, an answer was an error, or p95 is beyond the aim.
 */
async function measure(): Promise<number> {
  const { values } = parseArgs({
    options: { clients: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '3' } },
  });
  const port = await freePort();
  const app = startApp({ PORT: String(port), RUNLENS_SAMPLE: '1', RUNLENS_LOG: 'errors' });
  try {
    await app.until(/Runlens on /);
    const paths = await samplePaths(port);
    // The first of each kind loads code and fills caches; servers that people use have done so.
    for (const path of paths) await ask(port, path, new Agent());
    const began = performance.now();
    const clients = Array.from({ length: Number(values.clients) }, (_, n) =>
      client(port, paths, n, Number(values.rounds)),
    );
    const asked = (await Promise.all(clients)).flat();
    const seconds = (performance.now() - began) / 1000;
    return report(asked, clients.length, seconds);
  } finally {
    await app.stop();
  }
}

/** Waits until the sample is known, and gives addresses of everything that people open most. */
async function samplePaths(port: number): Promise<string[]> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/runs?source=sample&limit=20`);
    const { items } = (await answer.json()) as { items: { key: string; threadId: string }[] };
    const runs = items.map(({ key }) => `/api/runs/sample/${key}`);
    if (items.length === 20) {
      const threads = items.map(({ threadId }) => `/api/threads/sample/${threadId}`);
      return [
        '/api/runs?source=sample',
        '/api/sources',
        ...runs,
        ...runs.map((run) => `${run}/steps`),
        ...threads,
        '/runs',
        `/runs/sample/${items[0]?.key}`,
      ];
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function client(port: number, paths: readonly string[], n: number, rounds: number): Promise<Asked[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const asked: Asked[] = [];
  for (let round = 0; round < rounds; round++) {
    asked.push(await ask(port, paths[(n + round * 7) % paths.length] ?? '/', agent));
  }
  agent.destroy();
  return asked;
}

function ask(port: number, path: string, agent: Agent): Promise<Asked> {
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, broke: string | null) =>
      resolve({ path, status, ms: performance.now() - began, broke });
    const sent = request({ host: '127.0.0.1', port, path, agent }, (answer) => {
      const { statusCode = 0 } = answer;
      answer.resume();
      answer.once('end', () => end(statusCode, answer.complete ? null : 'cut'));
      answer.once('error', (error: NodeJS.ErrnoException) => end(statusCode, error.code ?? error.name));
    });
    sent.once('error', (error: NodeJS.ErrnoException) => end(0, error.code ?? error.name));
    sent.end();
  });
}

function report(asked: readonly Asked[], clients: number, seconds: number): number {
  const broken = asked.filter(({ broke }) => broke !== null);
  const wrong = asked.filter(({ broke, status }) => broke === null && status !== 200);
  const times = asked.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  console.log(
    `${clients} clients at once, ${asked.length} requests in ${seconds.toFixed(1)} s (${Math.round(asked.length / seconds)} a second)`,
  );
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
    ['longest', 1],
  ] as const) {
    console.log(`${name.padEnd(8)} ${Math.round(at(share))} ms`);
  }
  console.log(`resets   ${broken.length}${broken.length > 0 ? ` (${broken[0]?.broke} at ${broken[0]?.path})` : ''}`);
  console.log(`errors   ${wrong.length}${wrong.length > 0 ? ` (${wrong[0]?.status} at ${wrong[0]?.path})` : ''}`);
  return broken.length === 0 && wrong.length === 0 && at(0.95) <= AIM_P95_MS ? 0 : 1;
}

process.exitCode = await measure();
