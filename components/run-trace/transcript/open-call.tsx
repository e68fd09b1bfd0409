'use client';

import { useMemo } from 'react';
import { isStepTerminal, type Step } from '#lib/domain/step.ts';
import { ToolCallRendered } from '../../tool-calls/registry.tsx';
import { StepDetail } from '../../tool-calls/step-detail.tsx';
import { Problem } from '../problem.tsx';
import { callContext, type StepContext, useStepTexts } from '../use-call-context.ts';
import { useStep } from '../use-step.ts';
import type { TranscriptView } from './transcript-view.ts';
import { useCardLink } from './use-card-link.ts';

/** What an open card holds: a call, or a step of a type of its own where `place` is null; whole where it was cut. */
export function OpenCall({ step: known, place, view }: { step: Step; place: number | null; view: TranscriptView }) {
  const { access, state, guide, call: base } = view;
  const { step, error, load, loading } = useStep(access, state, known.id);
  const whole = step ?? known;
  const { id } = whole;
  const goesOn = !isStepTerminal(whole);
  const text = useStepTexts(access, id, whole.status);
  const link = useCardLink(view, id, place);
  const context = useMemo(() => {
    const ofStep: StepContext = {
      ...base,
      goesOn,
      loadWhole: load,
      loadingWhole: loading,
      text,
      link,
      citationsOf: guide ? (call) => guide.ofCall(id, call) : undefined,
    };
    return place === null ? ofStep : callContext(ofStep, place, true);
  }, [base, goesOn, load, loading, text, link, guide, id, place]);
  const call = place === null ? undefined : whole.calls[place];
  return (
    <>
      {error ? <Problem title="The whole of this step could not be read" error={error} retry={load} /> : null}
      {call ? <ToolCallRendered call={call} context={context} /> : null}
      {place === null ? <StepDetail step={whole} context={context} /> : null}
    </>
  );
}
