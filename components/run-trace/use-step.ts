'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { stepQuery } from '#lib/client/run-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { RUN_ROW } from '#lib/contract/trace-view-params.ts';
import type { Step } from '#lib/domain/step.ts';
import { mapStepTexts } from '#lib/domain/step-texts.ts';
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

/**
 * The step in view: from the trace, fetched by id when it is not there yet, and whole when its texts were cut. Logs stay cut
 * until the reader asks: their views read lines as they are needed.
 */
export function useStep(access: TraceAccess, state: TraceState, id: string): OpenStep {
  const known = findStep(state, id) ?? null;
  const [asked, setAsked] = useState<string | null>(null);
  const alone = useQuery({
    ...stepQuery(access, id, 'cut'),
    enabled: id !== RUN_ROW && known === null && !access.recorded,
  });
  const base = known ?? alone.data ?? null;
  const cut = useMemo(() => cutOf(base), [base]);
  const needed = access.recorded ? false : asked === id ? cut.bytes > 0 : cut.beyondLogs && cut.bytes <= WHOLE_AT_ONCE;
  const whole = useQuery({ ...stepQuery(access, id, 'whole'), enabled: needed });
  const step = (needed ? whole.data : null) ?? base;
  const broken = base === null ? alone : whole;
  const { refetch, isError } = broken;
  const load = useCallback(() => {
    setAsked(id);
    if (isError) void refetch();
  }, [id, isError, refetch]);
  const error = base === null || needed ? broken.error : null;
  return { step, error, load, loading: alone.isFetching || whole.isFetching };
}

/** Bytes of all texts that were cut, and whether there are others than logs among them. */
function cutOf(step: Step | null): { bytes: number; beyondLogs: boolean } {
  const found = { bytes: 0, beyondLogs: false };
  if (!step) return found;
  const outputs = step.calls.flatMap((call) => (call.kind === 'code_interpreter' ? call.outputs : []));
  const logs = new Set(outputs.flatMap((output) => (output.type === 'logs' ? [output.logs] : [])));
  mapStepTexts(step, (text) => {
    if (text.truncated) {
      found.bytes += text.bytes ?? 0;
      found.beyondLogs ||= !logs.has(text);
    }
    return text;
  });
  return found;
}
