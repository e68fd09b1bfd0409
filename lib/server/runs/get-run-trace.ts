import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { RunTrace } from '../../domain/run-trace.ts';
import type { Step } from '../../domain/step.ts';
import { getSource } from '../upstream/sources.ts';
import { withAssistantName } from './assistant-names.ts';
import { rememberRuns } from './known-runs.ts';
import { listSteps } from './list-steps.ts';
import { cutRun } from './long-texts.ts';

const NO_STEPS: Page<Step> = { items: [], nextCursor: null, total: null };

/**
 * A run with one page of its steps, oldest first, from `cursor` on (a step's id). A source that keeps no steps gives
 * the run with `problem` saying so; every other failure is thrown.
 */
export async function getRunTrace(
  source: string,
  key: string,
  query: { cursor?: string | undefined; limit?: number | undefined },
  signal: AbortSignal,
): Promise<RunTrace> {
  const { reader } = getSource(source);
  const [run, steps] = await Promise.all([
    reader.getRun(key, signal).then((found) => withAssistantName(found, reader)),
    listSteps(source, key, { cursor: query.cursor, limit: query.limit ?? 50, order: 'asc' }, signal).catch(
      (error: unknown) => {
        if (isFailure(error, 'capability_missing')) return error;
        throw error;
      },
    ),
  ]);
  rememberRuns([run]);
  if (!(steps instanceof Error)) return { run: cutRun(run), steps };
  const { code, message } = steps.failure;
  return { run: cutRun(run), steps: NO_STEPS, problem: { code, message } };
}
