import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import type { Page } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { readQuestion } from './read-question.ts';

/** Pages of 100 read of a run's thread in search of the question. */
const QUESTION_PAGES = 3;
/** Pages without elements that are read on from, one after the other: hosts that ignore a filter are filtered here. */
const MOST_EMPTY = 200;

/** Elements of a list that are held; a source whose list never ends gives no more. */
const MOST_ELEMENTS = 100_000;

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

/**
 * Reads all steps and messages of a run and its question, page by page until `enough` says so. Of a source any number of
 * pages may be asked for: the caller says how many at a time (`inTurns`, `withinPages`). Throws like the reader.
 */
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
  let empty = 0;
  try {
    while (empty < MOST_EMPTY && found.size < MOST_ELEMENTS && !enough()) {
      const before = found.size;
      const { items, nextCursor } = await read(cursor);
      for (const item of items) found.set(item.id, as(item));
      // A page of messages may be empty and the list go on, where a host ignores the filter by run.
      const stuck = nextCursor === cursor || (items.length > 0 && found.size === before);
      empty = items.length === 0 ? empty + 1 : 0;
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
