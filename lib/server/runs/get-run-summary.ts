import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { type Message, messageLine } from '../../domain/message.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import type { Step } from '../../domain/step.ts';
import { PHASES, phaseSegments } from '../../domain/time-ledger.ts';
import { ms } from '../../domain/time.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { getSource } from '../upstream/sources.ts';
import { rememberRuns } from './known-runs.ts';
import { keepSummary, keptSummary } from './run-summary-cache.ts';

/** At most so many pages of 100 are read for one row. */
const STEP_PAGES = 5;
const MESSAGE_PAGES = 2;

/** What a list row shows beyond the run: the message it answers, its steps and where the time went. */
export async function getRunSummary(source: string, key: string, signal: AbortSignal): Promise<RunSummary> {
  const kept = keptSummary(source, key);
  if (kept) return kept;
  const { reader } = getSource(source);
  const run = await reader.getRun(key, signal);
  rememberRuns([run]);
  const [steps, firstMessage] = await Promise.all([readSteps(reader, key, signal), findQuestion(reader, run, signal)]);
  const summary: RunSummary = {
    source,
    key,
    firstMessage,
    steps: steps?.items.length ?? null,
    stepsComplete: steps?.complete ?? false,
    phases: steps?.complete ? phasesOf(run, steps.items) : [],
    tools: [...new Set(steps?.items.flatMap((step) => step.calls.map((call) => call.type)) ?? [])],
  };
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

/** The first user message after the last answer before the run: what the run was started for. */
async function findQuestion(reader: SourceReader, run: Run, signal: AbortSignal): Promise<string | null> {
  if (run.threadId === null || run.createdAt === null) return null;
  let found: Message | null = null;
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MESSAGE_PAGES; page++) {
      const { items, nextCursor } = await reader.listMessages(
        run.threadId,
        { cursor, limit: 100, order: 'desc' },
        signal,
      );
      for (const message of items) {
        if (message.createdAt === null || message.createdAt > run.createdAt || message.runId === run.id) continue;
        if (message.role === 'user') found = message;
        else if (found) return messageLine(found);
      }
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
  } catch (error) {
    if (!isFailure(error, 'capability_missing', 'not_found')) throw error;
  }
  return found && messageLine(found);
}

function phasesOf(run: Run, steps: readonly Step[]): RunSummary['phases'] {
  const segments = phaseSegments(run, steps, ms(Date.now()));
  return PHASES.flatMap((phase) => {
    const length = segments.reduce((sum, part) => sum + (part.phase === phase ? part.end - part.start : 0), 0);
    return length > 0 ? [{ phase, length: ms(length) }] : [];
  });
}
