'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { stepQuery } from '#lib/client/run-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { RUN_ROW } from '#lib/contract/trace-view-params.ts';
import { isStepTruncated, mapStepTexts, type Step } from '#lib/domain/step.ts';
import { findStep, type TraceState } from '#lib/domain/trace-state.ts';

/** Cut texts are fetched whole at once up to this many bytes, beyond it when the reader asks. */
const WHOLE_AT_ONCE = 8 * 1024 * 1024;

export interface OpenStep {
  step: Step | null;
  error: Error | null;
  /** Asks for the step with its texts whole, or again after an error. */
  load: () => void;
  loading: boolean;
}

/** The step in view: from the trace, fetched by id when it is not there yet, and whole when its texts were cut. */
export function useStep(access: TraceAccess, state: TraceState, id: string): OpenStep {
  const known = findStep(state, id) ?? null;
  const [asked, setAsked] = useState<string | null>(null);
  const cut = useMemo(() => known !== null && isStepTruncated(known), [known]);
  const small = useMemo(() => known === null || bytesOf(known) <= WHOLE_AT_ONCE, [known]);
  const needed = id !== RUN_ROW && (known === null || cut);
  const query = useQuery({ ...stepQuery(access, id), enabled: needed && (small || asked === id) });
  const step = needed ? (query.data ?? known) : known;
  const { refetch, isError } = query;
  const load = useCallback(() => {
    setAsked(id);
    if (isError) void refetch();
  }, [id, isError, refetch]);
  return { step, error: needed ? query.error : null, load, loading: query.isFetching };
}

function bytesOf(step: Step): number {
  let bytes = 0;
  mapStepTexts(step, (text) => {
    if (text.truncated) bytes += text.bytes ?? 0;
    return text;
  });
  return bytes;
}
