import { dehydrate, type DehydratedState } from '@tanstack/react-query';
import { messagesQuery } from '#lib/client/message-queries.ts';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { recordedStreamsQuery } from '#lib/client/recorded-streams.ts';
import { ownerAccess } from '#lib/client/trace-access.ts';
import { isFailure } from '#lib/domain/failure.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Page } from '#lib/domain/page.ts';
import type { RecordedStream } from '#lib/domain/recording.ts';
import type { RunTrace } from '#lib/domain/run-trace.ts';
import type { Step } from '#lib/domain/step.ts';
import { getRunTrace } from '#lib/server/runs/get-run-trace.ts';
import { listRunMessages } from '#lib/server/runs/list-run-messages.ts';
import { cutMessages, cutSteps, FIRST_STEPS } from '#lib/server/runs/page-texts.ts';
import { recordedStreams } from '#lib/server/runs/replay-run.ts';
import { listSteps } from '#lib/server/runs/list-steps.ts';

/** A page waits this long for a source (milliseconds). */
const PATIENCE = 30_000;

export interface OpenedRun {
  trace: RunTrace;
  /** The last steps, newest first, of a failed run that has more than the first page. */
  lastPage: Page<Step> | null;
  /** For the browser's cache: the run's first messages, and which streams of it were recorded, where that could be read. */
  cache: DehydratedState;
}

/** Reads what the first screen of a run needs; tells `whenSure` once there is known to be one. Throws what `getRunTrace` throws. */
export async function openRun(source: string, key: string, whenSure?: () => void): Promise<OpenedRun> {
  const signal = AbortSignal.timeout(PATIENCE);
  const messages = listRunMessages(source, key, { limit: 100 }, signal).catch(ignoreFailure);
  const recorded = recordedStreams(source, key).catch(ignoreFailure);
  const trace = await getRunTrace(source, key, { limit: FIRST_STEPS, atLeastRun: true, whenKept: whenSure }, signal);
  whenSure?.();
  const long = trace.run.status === 'failed' && trace.steps.nextCursor !== null;
  const last = long
    ? await listSteps(source, key, { limit: FIRST_STEPS, order: 'desc' }, signal).catch(ignoreFailure)
    : null;
  return {
    trace: { ...trace, steps: cutSteps(trace.steps) },
    lastPage: last && cutSteps(last),
    cache: makeCache(source, key, trace.run.status, await messages, await recorded),
  };
}

/** What is only wanted may fail: the browser asks again and explains. */
function ignoreFailure(error: unknown): null {
  if (isFailure(error)) return null;
  throw error;
}

function makeCache(
  source: string,
  key: string,
  status: string,
  messages: Page<Message> | null,
  recorded: RecordedStream[] | null,
): DehydratedState {
  const client = makeQueryClient();
  const access = ownerAccess(source, key);
  if (recorded) client.setQueryData(recordedStreamsQuery(access, status).queryKey, recorded);
  if (messages) client.setQueryData(messagesQuery(access).queryKey, cutMessages(messages));
  return dehydrate(client);
}
