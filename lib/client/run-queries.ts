import { queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import { isTerminal } from '../domain/run.ts';
import type { RunTrace } from '../domain/run-trace.ts';
import { findStep, isComplete, mergePoll, openTrace, pollCursor, type TraceState } from '../domain/trace-state.ts';
import type { ApiError } from './api-error.ts';
import { fetchJson } from './fetch-json.ts';
import { needsPolling, runName } from './live-state.ts';
import type { TraceAccess } from './trace-access.ts';
import { answers } from './answer-schemas.ts';

const POLL_EVERY = 2_000;
const POLL_TRIES = 5;
const POLL_LIMIT = 100;

/**
 * What has been read of a run. Filled by the page, by `useStepStream` and by the events of `useLiveRun`; its own function asks
 * for what has changed: once the run has ended, and every 2 s until then where events cannot be had; it gives up after 5
 * failures, and at once on an answer of 400 to 499. Hidden tabs do not poll.
 */
export function traceQuery(access: TraceAccess) {
  return queryOptions<TraceState, ApiError>({
    queryKey: ['trace', access.cacheKey],
    queryFn: async ({ client, queryKey, signal }) => {
      const before = client.getQueryData<TraceState>(queryKey);
      const cursor = before ? pollCursor(before) : null;
      const answer: RunTrace = await fetchJson(access.tracePath(cursor, POLL_LIMIT), answers.runTrace, signal);
      const now = client.getQueryData<TraceState>(queryKey);
      return now ? mergePoll(now, asBefore(now, answer)) : openTrace(answer);
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    refetchInterval: ({ state }) => (isPolled(state.data, access) && state.status !== 'error' ? POLL_EVERY : false),
    refetchOnWindowFocus: ({ state }) => (isPolled(state.data, access) && state.status !== 'error' ? 'always' : false),
    refetchOnReconnect: false,
    retry: (failures, error) => failures < POLL_TRIES - 1 && !(error.status >= 400 && error.status < 500),
    retryDelay: POLL_EVERY,
  });
}

/** The same answer with the very objects of before where they say the same: what follows from them is not worked out again. */
function asBefore(state: TraceState, answer: RunTrace): RunTrace {
  const items = answer.steps.items.map((step) => replaceEqualDeep(findStep(state, step.id), step));
  return {
    run: replaceEqualDeep(state.run, answer.run),
    steps: { ...answer.steps, items },
    problem: replaceEqualDeep(state.problem, answer.problem ?? null) ?? undefined,
    kept: replaceEqualDeep(state.kept, answer.kept ?? null),
  };
}

/** One step with its texts whole; or `cut` as in a list, for a step that has not been read yet. */
export function stepQuery(access: TraceAccess, step: string, texts: 'whole' | 'cut') {
  return queryOptions({
    queryKey: ['trace-step', access.cacheKey, step, texts],
    queryFn: ({ signal }) => fetchJson(access.stepPath(step, texts), answers.step, signal),
    staleTime: 60_000,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  });
}

/** Whether the page itself has to ask what has become of a run. */
export function isPolled(state: TraceState | undefined, { live, recorded, shared }: TraceAccess): boolean {
  if (recorded || shared || !state || state.settled || !isComplete(state)) return false;
  return isTerminal(state.run) || live === null || needsPolling(runName(live.source, live.key));
}
