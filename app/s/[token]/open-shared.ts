import { dehydrate, type DehydratedState } from '@tanstack/react-query';
import { messagesQuery } from '#lib/client/message-queries.ts';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { threadTailQuery } from '#lib/client/run-thread-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { isFailure } from '#lib/domain/failure.ts';
import type { Page } from '#lib/domain/page.ts';
import type { RunTrace } from '#lib/domain/run-trace.ts';
import type { Step } from '#lib/domain/step.ts';
import { cutMessages, cutSteps, FIRST_STEPS } from '#lib/server/runs/page-texts.ts';
import { type SharedRun, sharedMessages, sharedSteps, sharedTrace } from '#lib/server/shares/shared-run.ts';

/** A page waits this long for its snapshot (milliseconds). */
const PATIENCE = 15_000;

export interface SharedPage {
  trace: RunTrace;
  /** The last steps, newest first, of a failed run that has more than the first page. */
  lastPage: Page<Step> | null;
  /** For the browser's cache: the run's first messages, and what it was asked. */
  cache: DehydratedState;
}

/** Reads what the first screen of a shared run needs, from its snapshot alone. Throws what `sharedTrace` throws. */
export async function openShared(share: SharedRun, access: TraceAccess): Promise<SharedPage> {
  const signal = AbortSignal.timeout(PATIENCE);
  const messages = sharedMessages(share, 'run', { limit: 100 }, signal).catch(ignoreFailure);
  const asked = sharedMessages(share, 'thread', { limit: 100, order: 'desc' }, signal).catch(ignoreFailure);
  const trace = await sharedTrace(share, { limit: FIRST_STEPS }, signal);
  const long = trace.run.status === 'failed' && trace.steps.nextCursor !== null;
  const last = long ? await sharedSteps(share, { limit: FIRST_STEPS, order: 'desc' }, signal) : null;
  const client = makeQueryClient();
  const [written, thread] = [await messages, await asked];
  if (written) client.setQueryData(messagesQuery(access).queryKey, cutMessages(written));
  if (thread) {
    const { items, nextCursor } = cutMessages(thread);
    client.setQueryData(threadTailQuery(access, trace.run).queryKey, { messages: items, more: nextCursor !== null });
  }
  return {
    trace: { ...trace, steps: cutSteps(trace.steps) },
    lastPage: last && cutSteps(last),
    cache: dehydrate(client),
  };
}

/** What is only wanted may fail: the browser asks again and explains. */
function ignoreFailure(error: unknown): null {
  if (isFailure(error)) return null;
  throw error;
}
