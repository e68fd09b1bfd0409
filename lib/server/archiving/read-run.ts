import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import type { Page } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { readQuestion } from './read-question.ts';

/** Pages of 100 read of one run's steps and messages, and of its thread in search of the question. */
const MOST_PAGES = 200;
const QUESTION_PAGES = 3;

/** Elements of a list; `whole` where none was left out. */
export interface ReadList<T> {
  items: T[];
  whole: boolean;
}

/** Everything that belongs to a run and is mapped to the domain. Lists are null where the source has none to give. */
export interface ReadRun {
  steps: ReadList<Step> | null;
  messages: ReadList<Message> | null;
  /** The user's messages that the run answers, oldest first. */
  question: Message[];
}

/** Reads all steps and messages of a run and its question, page by page until `enough` says so. Throws like the reader. */
export async function readRun(
  reader: SourceReader,
  run: Run,
  enough: () => boolean,
  signal: AbortSignal,
): Promise<ReadRun> {
  return readRunAs(reader, run, { step: (step) => step, message: (message) => message }, enough, signal);
}

/** As `readRun`, keeping of each step and message what `as` makes of it: nothing else stays in memory. */
export async function readRunAs<S, M>(
  reader: SourceReader,
  run: Run,
  as: { step: (step: Step) => S; message: (message: Message) => M },
  enough: () => boolean,
  signal: AbortSignal,
): Promise<{ steps: ReadList<S> | null; messages: ReadList<M> | null; question: Message[] }> {
  const page = (cursor: string | undefined) => ({ cursor, limit: 100, order: 'asc' }) as const;
  const steps = await readAll((cursor) => reader.listSteps(run.key, page(cursor), signal), as.step, enough);
  const messages = await readAll((cursor) => reader.listRunMessages(run.key, page(cursor), signal), as.message, enough);
  const question = await readQuestion(reader, run, QUESTION_PAGES, signal).catch((error: unknown): Message[] => {
    if (!isFailure(error, 'capability_missing', 'not_found')) throw error;
    return [];
  });
  return { steps, messages, question };
}

/** All pages of a list, each element once; null where the source does not have the list. */
async function readAll<T extends { id: string }, As>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  as: (item: T) => As,
  enough: () => boolean,
): Promise<ReadList<As> | null> {
  const found = new Map<string, As>();
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES && !enough(); page++) {
      const before = found.size;
      const { items, nextCursor } = await read(cursor);
      for (const item of items) found.set(item.id, as(item));
      // A page of messages may be empty and the list go on, where a host ignores the filter by run.
      const stuck = items.length > 0 && found.size === before;
      if (nextCursor === null || stuck) return { items: [...found.values()], whole: true };
      cursor = nextCursor;
    }
    return { items: [...found.values()], whole: false };
  } catch (error) {
    if (isFailure(error, 'capability_missing') && found.size === 0) return null;
    // What is too large to be read by the way is left out.
    if (isFailure(error, 'upstream_too_large')) return { items: [...found.values()], whole: false };
    throw error;
  }
}
