'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Step } from '../domain/step.ts';
import { appendSteps, endSteps, isComplete, type TraceState } from '../domain/trace-state.ts';
import { type ApiError, toApiError } from './api-error.ts';
import { traceQuery } from './run-queries.ts';
import { fetchStepStream } from './step-stream.ts';
import type { TraceAccess } from './trace-access.ts';

/** Steps reach the cache in batches, at most this often (milliseconds) in a short run. */
const BATCH_EVERY = 100;
/** What follows from the steps takes longer the more there are, so batches of long runs come less often. */
const STEPS_PER_MS = 50;

/**
 * Reads the rest of a run's steps into the cache, from where `state` ends, while `state` is not complete. `error` says why
 * reading broke off; `resume` goes on from the last step that was read.
 */
export function useStepStream(access: TraceAccess, state: TraceState): { error: ApiError | null; resume: () => void } {
  const client = useQueryClient();
  const [error, setError] = useState<ApiError | null>(null);
  const reading = !isComplete(state) && error === null;

  // Outside React: the stream of steps.
  useEffect(() => {
    if (!reading) return;
    const { queryKey } = traceQuery(access);
    const from = client.getQueryData<TraceState>(queryKey)?.nextCursor;
    if (!from) return;
    const leave = new AbortController();
    let waiting: Step[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const update = (change: (before: TraceState) => TraceState) =>
      client.setQueryData<TraceState>(queryKey, (before) => before && change(before));
    let read = client.getQueryData<TraceState>(queryKey)?.steps.length ?? 0;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      const batch = waiting;
      read += batch.length;
      waiting = [];
      const after = update((before) => appendSteps(before, batch));
      if (after && isComplete(after)) leave.abort();
    };
    const take = (steps: Step[]) => {
      waiting.push(...steps);
      timer ??= setTimeout(flush, Math.max(BATCH_EVERY, read / STEPS_PER_MS));
    };
    fetchStepStream(access.stepsPath(from), take, leave.signal).then(
      () => {
        if (leave.signal.aborted) return;
        flush();
        update(endSteps);
      },
      (reason: unknown) => {
        if (leave.signal.aborted) return;
        flush();
        setError(toApiError(reason));
      },
    );
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [access, client, reading]);

  const resume = useCallback(() => setError(null), []);
  return { error, resume };
}
