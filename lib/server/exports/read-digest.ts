import 'server-only';
import type { Assistant } from '../../domain/assistant.ts';
import { isId } from '../../domain/ids.ts';
import { cutText, LONG_TEXT_LIMIT, type LongText } from '../../domain/long-text.ts';
import { type Message, mapMessageTexts } from '../../domain/message.ts';
import type { Run } from '../../domain/run.ts';
import { type RunFile, runFiles } from '../../domain/run-files.ts';
import { isStepFailed, type Step } from '../../domain/step.ts';
import { mapStepTexts } from '../../domain/step-texts.ts';
import { type Milliseconds, ms } from '../../domain/time.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { readPages } from '../archiving/read-pages.ts';
import { readQuestion } from '../archiving/read-question.ts';
import { QUESTION_PAGES, tolerated } from './run-pieces.ts';

/** What a run is written about from. */
export interface RunDigest {
  run: Run;
  steps: readonly Step[];
  /** Messages that the run wrote, oldest first. */
  messages: readonly Message[];
  /** Messages that it answers, oldest first. */
  question: readonly Message[];
  /** Names of files by their ids: those that a search gave, and those that the source says of the run's own. */
  fileNames: ReadonlyMap<string, string>;
  /** Why there are no steps, where the source has none to give. */
  problem: string | null;
  /** When it was read. */
  now: Milliseconds;
}

/** Texts of failed steps are kept whole to this size, so that their ends are there (bytes). */
const FAILED_LIMIT = 8 * 1024 * 1024;
/** Characters of texts that are kept as in a list; behind them only beginnings are. */
const KEPT = 32 * 1024 * 1024;
const SHORT_LIMIT = 2 * 1024;
/** Steps, or messages, that are held; a source whose list never ends gives no more. */
const MOST_ITEMS = 100_000;
/** Files whose names are asked for. */
const MOST_NAMED = 10;

/** Reads a run with all its steps and messages; texts are cut so that a run of any length fits into memory. */
export async function readDigest(reader: SourceReader, key: string, signal: AbortSignal): Promise<RunDigest> {
  let run = await reader.getRun(key, signal);
  if (isId(run.assistantId) && run.assistantName === null) {
    const assistant = await tolerated<Assistant>(reader.getAssistant(run.assistantId, signal));
    if ('value' in assistant) run = { ...run, assistantName: assistant.value.name };
  }
  let kept = 0;
  const short = (limit: number) => (text: LongText) => {
    const cut = cutText(text, kept > KEPT ? Math.min(limit, SHORT_LIMIT) : limit);
    kept += cut.text.length;
    return cut;
  };
  const steps = await all(
    readPages((cursor) => reader.listSteps(key, { cursor, limit: 100, order: 'asc' }, signal)),
    (step) => mapStepTexts(step, isStepFailed(step) ? (text) => cutText(text, FAILED_LIMIT) : short(LONG_TEXT_LIMIT)),
  );
  const messages = await all(
    readPages((cursor) => reader.listRunMessages(key, { cursor, limit: 100, order: 'asc' }, signal)),
    (message) => mapMessageTexts(message, short(LONG_TEXT_LIMIT)),
  );
  const question = await tolerated(readQuestion(reader, run, QUESTION_PAGES, signal));
  const asked = 'value' in question ? question.value : [];
  return {
    run,
    steps: steps.items,
    messages: messages.items,
    question: asked,
    fileNames: await readFileNames(reader, runFiles(run, steps.items, [...asked, ...messages.items]), signal),
    problem: steps.problem,
    now: ms(Date.now()),
  };
}

/** Names of files; the source is asked for those of the run's first files that no search has named. */
async function readFileNames(
  reader: SourceReader,
  files: readonly RunFile[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map(files.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
  const unnamed = files.filter(({ id, name }) => name === null && isId(id)).slice(0, MOST_NAMED);
  await Promise.all(
    unnamed.map(async ({ id }) => {
      // A name that cannot be had costs the name only.
      const info = await reader.getFile(id, signal).catch(() => null);
      if (info?.name) names.set(id, info.name);
    }),
  );
  return names;
}

async function all<T>(
  pages: AsyncIterable<T[]>,
  change: (item: T) => T,
): Promise<{ items: T[]; problem: string | null }> {
  const items: T[] = [];
  let cut: string | null = null;
  const read = await tolerated(
    (async () => {
      for await (const page of pages) {
        for (const item of page) items.push(change(item));
        if (items.length < MOST_ITEMS) continue;
        cut = `Only the first ${items.length} were read.`;
        return;
      }
    })(),
  );
  return { items, problem: 'missing' in read ? read.missing.message : cut };
}
