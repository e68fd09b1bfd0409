import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { isFailure } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import { questionOf } from '../../domain/run-question.ts';
import type { Run } from '../../domain/run.ts';
import { runFiles } from '../../domain/run-files.ts';
import { HITS_SHOWN, type SearchHit } from '../../domain/search-hit.ts';
import type { Step } from '../../domain/step.ts';
import type { SearchTerm } from '../../domain/text-search.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { type FoundHit, findHits } from './find-hits.ts';
import { filePlace, RunFilesFound } from './file-places.ts';
import type { Place } from './place.ts';
import { messagePlaces, runPlaces, stepPlaces } from './run-places.ts';

/** Bounds of looking through one run; more is left out. */
const MOST_STEPS = 2000;
const MOST_MESSAGES = 500;
const MOST_HITS = 2000;
/** Characters that are looked through before the process may do something else. */
const AT_ONCE = 256 * 1024;

/** What was found in one run. */
export interface FoundInRun {
  hits: SearchHit[];
  more: number;
  complete: boolean;
  /** Characters that were looked through. */
  read: number;
}

/**
 * Looks through the kept texts of a run for places where terms of a search stand; those with most of them first, else in the
 * run's order. Stops after `most` characters: work is counted, because time says more of the machine than of the run.
 */
export async function searchRun(
  reader: SourceReader,
  run: Run,
  terms: readonly SearchTerm[],
  most: number,
  signal: AbortSignal,
): Promise<FoundInRun> {
  const found: FoundHit[] = [];
  let read = 0;
  let rested = 0;
  let cut = false;
  const isOver = () => (cut ||= read >= most || found.length >= MOST_HITS);
  const look = async (places: readonly Place[]): Promise<void> => {
    for (const place of places) {
      if (isOver()) return;
      found.push(...findHits(place, terms));
      read += place.text.length;
      if (read - rested < AT_ONCE) continue;
      rested = read;
      await setImmediate();
    }
  };

  await look(runPlaces(run));
  const { question, answers } = await readMessages(reader, run, signal);
  const files = new RunFilesFound();
  files.add(runFiles(run, [], [...question, ...answers.values()]));
  for (const message of question) await look(messagePlaces(message, null));
  let number = 0;
  let cursor: string | undefined;
  do {
    if (isOver() || number >= MOST_STEPS) break;
    const page = await stepsOf(reader, run.key, cursor, signal);
    files.add(runFiles(run, page.items, []));
    for (const step of page.items) {
      number++;
      const message = step.messageId === null ? undefined : answers.get(step.messageId);
      if (message) {
        answers.delete(message.id);
        await look(messagePlaces(message, { id: step.id, number }));
      }
      await look(stepPlaces(step, number));
    }
    cursor = page.items.length > 0 ? (page.nextCursor ?? undefined) : undefined;
  } while (cursor !== undefined);
  for (const message of answers.values()) await look(messagePlaces(message, null));
  for (const file of files.list()) {
    if (isOver()) break;
    await look([filePlace(file, await orNone(reader.getFile(file.id, signal), null))]);
  }

  const best = found.toSorted(compareHits).slice(0, HITS_SHOWN);
  return {
    hits: best.map((hit) => hit.write(run)),
    more: found.length - best.length,
    complete: cursor === undefined && !cut,
    read,
  };
}

/** Hits with most of the terms first, else in the order of their texts. */
export function compareHits(a: FoundHit, b: FoundHit): number {
  return b.terms - a.terms || Number(a.minor) - Number(b.minor);
}

async function stepsOf(reader: SourceReader, key: string, cursor: string | undefined, signal: AbortSignal) {
  const none: { items: Step[]; nextCursor: string | null } = { items: [], nextCursor: null };
  return orNone(reader.listSteps(key, { cursor, limit: 100, order: 'asc' }, signal), none);
}

async function readMessages(
  reader: SourceReader,
  run: Run,
  signal: AbortSignal,
): Promise<{ question: readonly Message[]; answers: Map<string, Message> }> {
  const none: { items: Message[]; nextCursor: string | null } = { items: [], nextCursor: null };
  const answers = new Map<string, Message>();
  let cursor: string | undefined;
  do {
    const page = await orNone(reader.listRunMessages(run.key, { cursor, limit: 100, order: 'asc' }, signal), none);
    for (const message of page.items) answers.set(message.id, message);
    cursor = page.items.length > 0 && answers.size < MOST_MESSAGES ? (page.nextCursor ?? undefined) : undefined;
  } while (cursor !== undefined);
  if (run.threadId === null) return { question: [], answers };
  const thread = await orNone(reader.listMessages(run.threadId, { limit: 100, order: 'desc' }, signal), none);
  return { question: questionOf(run, thread.items, thread.nextCursor !== null).messages, answers };
}

/** What was not kept is passed over. */
async function orNone<T, N>(asked: Promise<T>, none: N): Promise<T | N> {
  try {
    return await asked;
  } catch (error) {
    if (isFailure(error, 'not_found', 'capability_missing', 'upstream_invalid')) return none;
    throw error;
  }
}
