import { writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Archive } from '#lib/server/archive/archive.ts';
import { ALL_RUNS } from '#lib/server/archive/run-query.ts';
import { newestIn, openBench } from './open.ts';
import { type Question, questions } from './questions.ts';

const NS_PER_MS = 1e6;

interface Answer {
  name: string;
  aimMs: number;
  found: number | null;
  /** The first time it was asked, then sorted times of the others, in ms. */
  first: number;
  again: number[];
}

/**
 * `npm run bench:archive -- --data DIR-OR-URL [--repeat N] [--out FILE]`: asks an archive what pages ask, through its threads as
 * the server does, and prints how long it took. The first column is the first time in this process.
 */
async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, repeat: { type: 'string', default: '9' }, out: { type: 'string' } },
  });
  if (!values.data) throw new Error('--data DIR says where the archive is.');
  const newest = await newestIn(values.data);
  const archive = await openBench(values.data);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const answers: Answer[] = [];
  // Threads are started by the first call to them, and what is held in memory is read when a server starts: that is not
  // what is measured, but said.
  const begun = performance.now();
  while (!(await archive.warm())) await setTimeout(50);
  const warmed = performance.now() - begun;
  delay.enable();
  const [alike] = (await archive.groupRuns({ ...ALL_RUNS, thread: null }, 'fingerprint', { limit: 20 })).items.slice(
    -1,
  );
  for (const question of questions(newest, alike?.id ?? ''))
    answers.push(await asked(archive, question, Number(values.repeat)));
  delay.disable();
  const sizes = await archive.size();
  await archive.close();
  const lines = [
    `${sizes.runs} runs, ${sizes.objects} objects; facts of runs in memory after ${(warmed / 1000).toFixed(1)} s`,
    ...table(answers),
    `main thread: p99 of its delay ${(delay.percentile(99) / NS_PER_MS).toFixed(1)} ms, longest ${(delay.max / NS_PER_MS).toFixed(1)} ms`,
  ];
  console.log(lines.join('\n'));
  if (values.out) await writeFile(values.out, JSON.stringify({ sizes, answers }, null, 2));
}

async function asked(archive: Archive, { name, aimMs, ask }: Question, repeat: number): Promise<Answer> {
  const times: number[] = [];
  let found: number | null = null;
  for (let time = 0; time <= repeat; time++) {
    const begun = performance.now();
    found = await ask(archive);
    times.push(performance.now() - begun);
  }
  const [first = 0, ...again] = times;
  return { name, aimMs, found, first, again: again.sort((a, b) => a - b) };
}

function table(answers: readonly Answer[]): string[] {
  const width = Math.max(...answers.map(({ name }) => name.length));
  const cell = (ms: number | undefined) => (ms === undefined ? '–' : ms.toFixed(1)).padStart(9);
  const head = `${'ms'.padEnd(width)}    first   median      max   at most    found`;
  const rows = answers.map(({ name, aimMs, found, first, again }) => {
    const middle = again[Math.floor(again.length / 2)];
    const over = Math.max(first, again.at(-1) ?? 0) > aimMs ? ' *' : '';
    const cells = `${cell(first)}${cell(middle)}${cell(again.at(-1))}`;
    return `${name.padEnd(width)}${cells}${String(aimMs).padStart(10)}${String(found ?? '–').padStart(9)}${over}`;
  });
  return [head, ...rows];
}

await measure();
