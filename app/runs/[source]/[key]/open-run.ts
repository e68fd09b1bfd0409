import { dehydrate, type DehydratedState } from '@tanstack/react-query';
import { messagesQuery } from '#lib/client/message-queries.ts';
import { makeQueryClient } from '#lib/client/query-client.ts';
import { ownerAccess } from '#lib/client/trace-access.ts';
import { isFailure } from '#lib/domain/failure.ts';
import { cutText, type LongText } from '#lib/domain/long-text.ts';
import { type Message, mapMessageTexts } from '#lib/domain/message.ts';
import type { Page } from '#lib/domain/page.ts';
import type { RunTrace } from '#lib/domain/run-trace.ts';
import { mapStepTexts, type Step } from '#lib/domain/step.ts';
import { getRunTrace } from '#lib/server/runs/get-run-trace.ts';
import { listRunMessages } from '#lib/server/runs/list-run-messages.ts';
import { listSteps } from '#lib/server/runs/list-steps.ts';

/** Steps in the HTML of a page; the rest is streamed. */
const FIRST_STEPS = 50;
/** Texts in the HTML are cut to this many bytes; the detail of a step fetches them whole. */
const FIRST_TEXT = 16 * 1024;
/** A page waits this long for a source (milliseconds). */
const PATIENCE = 30_000;

export interface OpenedRun {
  trace: RunTrace;
  /** The last steps, newest first, of a failed run that has more than the first page. */
  lastPage: Page<Step> | null;
  /** The run's first messages, for the browser's cache; empty where they could not be read. */
  cache: DehydratedState;
}

/** Reads what the first screen of a run needs. Throws what `getRunTrace` throws. */
export async function openRun(source: string, key: string): Promise<OpenedRun> {
  const signal = AbortSignal.timeout(PATIENCE);
  const messages = listRunMessages(source, key, { limit: 100 }, signal).catch(ignoreFailure);
  const trace = await getRunTrace(source, key, { limit: FIRST_STEPS, atLeastRun: true }, signal);
  const long = trace.run.status === 'failed' && trace.steps.nextCursor !== null;
  const last = long
    ? await listSteps(source, key, { limit: FIRST_STEPS, order: 'desc' }, signal).catch(ignoreFailure)
    : null;
  return {
    trace: { ...trace, steps: cutSteps(trace.steps) },
    lastPage: last && cutSteps(last),
    cache: messageCache(source, key, await messages),
  };
}

/** What is only wanted may fail: the browser asks again and explains. */
function ignoreFailure(error: unknown): null {
  if (isFailure(error)) return null;
  throw error;
}

function messageCache(source: string, key: string, messages: Page<Message> | null): DehydratedState {
  const client = makeQueryClient();
  if (messages) {
    const items = messages.items.map((message) => mapMessageTexts(message, cutForPage));
    client.setQueryData(messagesQuery(ownerAccess(source, key)).queryKey, { ...messages, items });
  }
  return dehydrate(client);
}

function cutSteps(page: Page<Step>): Page<Step> {
  return { ...page, items: page.items.map((step) => mapStepTexts(step, cutForPage)) };
}

function cutForPage(text: LongText): LongText {
  return cutText(text, FIRST_TEXT);
}
