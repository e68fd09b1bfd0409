import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { KeptTrace, RunTrace } from '../../domain/run-trace.ts';
import type { Step } from '../../domain/step.ts';
import { ms } from '../../domain/time.ts';
import { type FoundReader, readerOf } from '../archiving/reader-of.ts';
import { keepNow, noteViewed } from '../archiving/recorder.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { withAssistantName } from './assistant-names.ts';
import { rememberRuns } from './known-runs.ts';
import { cutRun, cutStepPage } from './long-texts.ts';

const NO_STEPS: Page<Step> = { items: [], nextCursor: null, total: null };

interface TraceQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Whether the source is asked anew, even for a run that the archive holds whole. */
  fresh?: boolean;
  /** Whether a run is wanted also where its steps cannot be read for now. */
  atLeastRun?: boolean;
  /** Told before the source is asked that the archive has the run: it will be given, whatever the source says. */
  whenKept?: (() => void) | undefined;
}

/**
 * A run with one page of its steps, oldest first, from `cursor` on (a step's id). A source that keeps no steps gives
 * the run with `problem` saying so, and so does an archive without them, and any with `atLeastRun`; every other failure is
 * thrown.
 */
export async function getRunTrace(
  source: string,
  key: string,
  query: TraceQuery,
  signal: AbortSignal,
): Promise<RunTrace> {
  const found = await openRun(source, key, query.fresh === true, signal);
  const { kept } = found;
  if (kept?.text) query.whenKept?.();
  const mayLack = kept !== null || query.atLeastRun === true;
  const trace = await readTrace(named(found), key, query, mayLack, signal);
  rememberRuns([trace.run]);
  return { ...trace, ...(kept ? { kept: keptTrace(found) } : {}) };
}

/** The same of any reader; with `mayLack` the run alone, and why, where its steps cannot be read. */
export async function readTrace(
  reader: Pick<SourceReader, 'getRun' | 'listSteps'>,
  key: string,
  query: Pick<TraceQuery, 'cursor' | 'limit'>,
  mayLack: boolean,
  signal: AbortSignal,
): Promise<RunTrace> {
  // What the run fails of is told, also where its steps fail sooner.
  const [run, read] = await Promise.all([
    reader.getRun(key, signal),
    reader.listSteps(key, { cursor: query.cursor, limit: query.limit ?? 50, order: 'asc' }, signal).then(
      (steps) => ({ steps }),
      (error: unknown) => ({ error }),
    ),
  ]);
  if ('steps' in read) return { run: cutRun(run), steps: cutStepPage(read.steps) };
  const { error } = read;
  if (
    !isFailure(error) ||
    !(error.failure.code === 'capability_missing' || (mayLack && error.failure.code !== 'aborted'))
  )
    throw error;
  const { code, message } = error.failure;
  return { run: cutRun(run), steps: NO_STEPS, problem: { code, message } };
}

/** A reader whose run has a name for its assistant; what was read of the source is noted. */
function named(found: FoundReader): Pick<SourceReader, 'getRun' | 'listSteps'> {
  const { reader, kept, live } = found;
  return {
    listSteps: reader.listSteps,
    async getRun(key, signal) {
      const run = await reader.getRun(key, signal);
      if (live && found.instead() === null) noteViewed(run, kept === null);
      return withName(run, found);
    },
  };
}

/** The run's reader; before a fresh look the run is read and kept anew, so that all of it is of one time. */
async function openRun(source: string, key: string, fresh: boolean, signal: AbortSignal): Promise<FoundReader> {
  if (!fresh) return readerOf(source, key);
  const result = await keepNow(source, key, signal);
  return readerOf(source, key, { fresh: result === null || result.state === 'later' });
}

async function withName(run: Run, { reader, kept, live }: FoundReader): Promise<Run> {
  const known = { ...run, assistantName: run.assistantName ?? kept?.assistantName ?? null };
  if (live || run.assistantId === null || known.assistantName !== null) return withAssistantName(known, reader);
  return known;
}

function keptTrace({ kept, live, instead }: FoundReader): KeptTrace | null {
  if (!kept) return null;
  const failure = instead();
  const gone = failure?.code === 'not_found';
  const goneAt = kept.goneAt ?? (gone ? Date.now() : null);
  return {
    capturedAt: ms(kept.capturedAt),
    goneAt: goneAt === null ? null : ms(goneAt),
    whole: kept.whole,
    origin: kept.origin,
    runMissing: kept.text === null,
    final: !live || gone,
    because: failure?.message ?? null,
  };
}
