'use client';

import { useMemo } from 'react';
import type { Step } from '#lib/domain/step.ts';
import { ToolCallRendered } from '../../tool-calls/registry.tsx';
import { StepDetail } from '../../tool-calls/step-detail.tsx';
import { Problem } from '../problem.tsx';
import { useStep } from '../use-step.ts';
import type { TranscriptView } from './transcript-view.ts';

/** What an open card holds: a call, or a step of a type of its own where `place` is null; whole where it was cut. */
export function OpenCall({ step: known, place, view }: { step: Step; place: number | null; view: TranscriptView }) {
  const { step, error, load, loading } = useStep(view.access, view.state, known.id);
  const whole = step ?? known;
  const call = place === null ? undefined : whole.calls[place];
  const { context: base } = view;
  const context = useMemo(() => ({ ...base, loadWhole: load, loadingWhole: loading }), [base, load, loading]);
  return (
    <>
      {error ? <Problem title="The whole of this step could not be read" error={error} retry={load} /> : null}
      {call ? <ToolCallRendered call={call} context={context} /> : null}
      {place === null ? <StepDetail step={whole} context={context} /> : null}
    </>
  );
}
