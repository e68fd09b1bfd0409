import { parseArgs } from 'node:util';
import { freePort, startApp, startNode } from '../../server-process.ts';

const AIM_MB = 150;
const TOKEN = 'bench-memory-token';
const EVERY_MS = 100;

/** A way for many bytes to pass; gives how many arrived. */
interface Passage {
  name: string;
  pass(origin: string, megabytes: number): Promise<number>;
}

const PASSAGES: readonly Passage[] = [
  { name: 'a file of a run', pass: (origin) => counted(`${origin}/api/runs/big/thread_a.run_a/files/file-big`, {}) },
  {
    name: 'a file through the pass-through',
    pass: (origin) =>
      counted(`${origin}/api/proxy/big/v1/files/file-big/content`, { headers: { authorization: `Bearer ${TOKEN}` } }),
  },
  {
    name: 'an upload through the pass-through',
    async pass(origin, megabytes) {
      const answer = await fetch(`${origin}/api/proxy/big/v1/files`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'multipart/form-data; boundary=x' },
        body: upload(megabytes),
        duplex: 'half',
      } as RequestInit);
      return ((await answer.json()) as { bytes: number }).bytes;
    },
  },
];

/**
 * `npm run bench:memory -- [--mb N]`: how much the server's memory grows while files of N megabytes (500) pass through it,
 * by what it says of itself at /api/metrics. Status 1 when it grows beyond the aim, or bytes are missing.
 */
async function measure(): Promise<number> {
  const { values } = parseArgs({ options: { mb: { type: 'string', default: '500' } } });
  const megabytes = Number(values.mb);
  const host = startNode(['e2e/bench/memory/host.ts', values.mb], {});
  const [, origin = ''] = await host.until(/host on (\S+)/);
  const port = await freePort();
  const source = { id: 'big', dialect: 'assistants', baseUrl: `${origin}/v1`, auth: { type: 'none' } };
  const app = startApp({
    PORT: String(port),
    RUNLENS_SOURCES: JSON.stringify([source]),
    RUNLENS_PROXY_TOKEN: TOKEN,
    RUNLENS_OPERATE: '1',
    RUNLENS_LOG: 'errors',
  });
  let failed = false;
  try {
    await app.until(/Runlens on /);
    const here = `http://127.0.0.1:${port}`;
    for (const { name, pass } of PASSAGES) {
      // The first time loads code.
      await counted(`${here}/api/sources`, {});
      const before = await residentMegabytes(here);
      let most = before;
      const timer = setInterval(() => {
        residentMegabytes(here).then(
          (now) => (most = Math.max(most, now)),
          () => undefined,
        );
      }, EVERY_MS);
      const bytes = await pass(here, megabytes).finally(() => clearInterval(timer));
      const whole = bytes === megabytes * 1024 * 1024;
      const growth = most - before;
      failed ||= !whole || growth > AIM_MB;
      console.log(
        `${name.padEnd(36)} ${whole ? 'whole' : `${bytes} bytes`}, ${Math.round(before)} MB before, +${Math.round(growth)} MB at most (aim ${AIM_MB})`,
      );
    }
  } finally {
    await Promise.all([app.stop(), host.stop()]);
  }
  return failed ? 1 : 0;
}

async function residentMegabytes(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/api/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]) / 1024 / 1024;
}

async function counted(url: string, init: RequestInit): Promise<number> {
  const answer = await fetch(url, init);
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  let bytes = 0;
  for await (const chunk of answer.body ?? []) bytes += chunk.length;
  return bytes;
}

function upload(megabytes: number): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(1024 * 1024).fill(97);
  let left = megabytes;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(piece);
      else controller.close();
    },
  });
}

process.exitCode = await measure();
