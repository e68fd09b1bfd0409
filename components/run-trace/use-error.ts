'use client';

import { useMemo } from 'react';
import { errorMeaning } from '#lib/domain/error-meaning.ts';
import type { Step } from '#lib/domain/step.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { errorEvidence } from './error-evidence.ts';
import type { FoundError } from './error-panel.tsx';
import { errorOfRun, errorOfStep } from './shown-error.ts';

/**
 * The error of the step in view, or of the run where `isRun`, with what the trace says beside it; null where there is none,
 * so that views of what went well do not depend on the rest of the trace.
 */
export function useError(
  state: TraceState,
  step: Step | null,
  isRun: boolean,
  onSelect: (target: RowTarget) => void,
): FoundError | null {
  const shown = useMemo(() => (isRun ? errorOfRun(state.run) : step && errorOfStep(step)), [isRun, state.run, step]);
  const among = shown ? state : null;
  return useMemo(() => {
    if (!shown || !among) return null;
    const meaning = errorMeaning(shown.error.code, shown.error.message);
    return { shown, evidence: errorEvidence(among, isRun ? null : step, meaning), onSelect };
  }, [shown, among, isRun, step, onSelect]);
}
