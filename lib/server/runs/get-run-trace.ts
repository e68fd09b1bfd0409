import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { KeptTrace, RunTrace } from '../../domain/run-trace.ts';
import type { Step } from '../../domain/step.ts';
import { ms } from '../../domain/time.ts';
import { type FoundReader, readerOf } from '../archiving/reader-of.ts';
import { keepNow, noteViewed } from '../archiving/recorder.ts';
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
  const { reader, kept, live } = found;
  const [run, steps] = await Promise.all([
    reader.getRun(key, signal).then((read) => {
      if (live && found.instead() === null) noteViewed(read, kept === null);
      return named(read, found);
    }),
    reader
      .listSteps(key, { cursor: query.cursor, limit: query.limit ?? 50, order: 'asc' }, signal)
      .catch((error: unknown) => {
        if (isFailure(error, 'capability_missing')) return error;
        if ((kept || query.atLeastRun) && isFailure(error) && error.failure.code !== 'aborted') return error;
        throw error;
      }),
  ]);
  rememberRuns([run]);
  const more = kept ? { kept: keptTrace(found) } : {};
  if (!(steps instanceof Error)) return { run: cutRun(run), steps: cutStepPage(steps), ...more };
  const { code, message } = steps.failure;
  return { run: cutRun(run), steps: NO_STEPS, problem: { code, message }, ...more };
}

/** The run's reader; before a fresh look the run is read and kept anew, so that all of it is of one time. */
async function openRun(source: string, key: string, fresh: boolean, signal: AbortSignal): Promise<FoundReader> {
  if (!fresh) return readerOf(source, key);
  const result = await keepNow(source, key, signal);
  return readerOf(source, key, { fresh: result === null || result.state === 'later' });
}

async function named(run: Run, { reader, kept, live }: FoundReader): Promise<Run> {
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
