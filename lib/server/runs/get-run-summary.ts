import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { messageLine } from '../../domain/message.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import type { Step } from '../../domain/step.ts';
import { summariseRun } from '../../domain/summarise-run.ts';
import { ms } from '../../domain/time.ts';
import { readQuestion } from '../archiving/read-question.ts';
import { readerOf } from '../archiving/reader-of.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { rememberRuns } from './known-runs.ts';
import { keepSummary, keptSummary } from './run-summary-cache.ts';

/** At most so many pages of 100 are read for one row. */
const STEP_PAGES = 5;
const MESSAGE_PAGES = 2;

/** What a list row shows beyond the run: the message it answers, its steps and where the time went. */
export async function getRunSummary(source: string, key: string, signal: AbortSignal): Promise<RunSummary> {
  const kept = keptSummary(source, key);
  if (kept) return kept;
  const { reader, kept: archived } = await readerOf(source, key);
  if (archived?.whole && archived.summary) {
    keepSummary(archived.summary);
    return archived.summary;
  }
  const run = await reader.getRun(key, signal);
  rememberRuns([run]);
  const [steps, firstMessage] = await Promise.all([readSteps(reader, key, signal), findQuestion(reader, run, signal)]);
  const now = ms(Date.now());
  const summary = summariseRun(run, steps?.items ?? null, steps?.complete ?? false, firstMessage, now);
  if (isTerminal(run)) keepSummary(summary);
  return summary;
}

async function readSteps(
  reader: SourceReader,
  key: string,
  signal: AbortSignal,
): Promise<{ items: Step[]; complete: boolean } | null> {
  const items: Step[] = [];
  let cursor: string | undefined;
  try {
    for (let page = 0; page < STEP_PAGES; page++) {
      const { items: more, nextCursor } = await reader.listSteps(key, { cursor, limit: 100, order: 'asc' }, signal);
      items.push(...more);
      if (nextCursor === null || more.length === 0) return { items, complete: true };
      cursor = nextCursor;
    }
    return { items, complete: false };
  } catch (error) {
    if (isFailure(error, 'capability_missing', 'not_found')) return null;
    throw error;
  }
}

/** The first of the messages that the run answers, on one line. */
async function findQuestion(reader: SourceReader, run: Run, signal: AbortSignal): Promise<string | null> {
  if (run.createdAt === null) return null;
  try {
    const [first] = await readQuestion(reader, run, MESSAGE_PAGES, signal);
    return first ? messageLine(first) : null;
  } catch (error) {
    if (!isFailure(error, 'capability_missing', 'not_found')) throw error;
    return null;
  }
}
