import { setTimeout } from 'node:timers/promises';
import { sendImport } from '../../kept-imports.ts';
import { madeImport } from '../../made-import.ts';

/** Something that a server is asked to do. */
export interface Work {
  name: string;
  /** Done before the clock runs: what a server loads with its first answer is no part of the work. */
  before?(origin: string): Promise<unknown>;
  run(origin: string): Promise<unknown>;
}

const WORDS = ['the', 'error', 'connection refused', '"the error"', 'needle', 'co*'];
const ASKING_MS = 8000;
const CAPTURE_MS = 90_000;
const LOOK_MS = 1000;

const ask = async (origin: string, path: string): Promise<unknown> => {
  const answer = await fetch(`${origin}${path}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as unknown;
};

/** Asks for several things over and over, two at a time. */
const asking = (...paths: string[]) => ({
  before: async (origin: string) => {
    for (const path of paths) await ask(origin, path);
  },
  run: async (origin: string) => {
    const end = Date.now() + ASKING_MS;
    let next = 0;
    const worker = async () => {
      while (Date.now() < end) await ask(origin, paths[next++ % paths.length] ?? '');
    };
    await Promise.all([worker(), worker()]);
  },
});

const words = (path: string) => WORDS.map((word) => `${path}q=${encodeURIComponent(word)}`);

/** Sends an import of about so many megabytes and waits until it is durable. */
const importing = (name: string, runs: number, steps: number, characters: number) => {
  const { body } = madeImport(name, runs, steps, characters);
  return {
    name: `import of ${Math.round(body.length / 1024 / 1024)} MB, ${runs} runs`,
    run: async (origin: string) => {
      const answer = await sendImport(origin, body);
      if (answer?.status !== 201) throw new Error(`the import was answered ${answer?.status}`);
    },
  };
};

/** Opens a run of a source and waits until the archive holds it whole. */
const capturing = (name: string, run: string): Work => ({
  name,
  async run(origin) {
    const trace = `/api/runs/big/thread_big.${run}?limit=1`;
    await ask(origin, trace);
    for (const end = Date.now() + CAPTURE_MS; Date.now() < end; await setTimeout(LOOK_MS)) {
      const { kept } = (await ask(origin, trace)) as { kept?: { whole: boolean } | null };
      if (kept?.whole) return;
    }
    throw new Error(`${run} was not kept in time`);
  },
});

/** Everything that may go on beside a health check. */
export function works(): Work[] {
  return [
    { name: 'nothing', run: () => setTimeout(5000) },
    { name: 'lists by words', ...asking(...words('/api/runs?')) },
    { name: 'searches with hits', ...asking(...words('/api/search?')) },
    { name: 'histograms', ...asking('/api/runs/histogram?', ...words('/api/runs/histogram?')) },
    { name: 'totals', ...asking('/api/runs/total?', '/api/runs/total?status=failed', ...words('/api/runs/total?')) },
    {
      name: 'groups and filter values',
      ...asking(
        '/api/runs/groups?by=thread',
        '/api/runs/groups?by=failure',
        '/api/runs/values?of=assistant',
        '/api/runs/values?of=tool&q=error',
      ),
    },
    importing('small', 1000, 8, 800),
    importing('large', 3000, 12, 2400),
    importing('fewlarge', 10, 400, 20_000),
    capturing('capture of a run of 1,000 steps', 'run_big_1000'),
    capturing('capture of a run of 10,000 steps', 'run_big_10000'),
  ];
}
