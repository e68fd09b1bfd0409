'use client';

import { useMemo } from 'react';
import type { Step } from '#lib/domain/step.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';
import { ToolCallRendered } from '../tool-calls/registry.tsx';
import { StepDetail } from '../tool-calls/step-detail.tsx';
import { callContext, type StepContext } from './use-call-context.ts';

/** What a step of tools called, or of a type of its own holds; `call` is the place of the call in view, null for all. */
export function ToolContent({ step, call, context }: { step: Step; call: number | null; context: StepContext }) {
  if (step.kind === 'other') return <StepDetail step={step} context={context} />;
  return step.calls.map((each, place) =>
    call === null || place === call ? (
      <CallBody
        key={`${place} ${each.id ?? ''}`}
        call={each}
        place={place}
        alone={call !== null || step.calls.length === 1}
        context={context}
      />
    ) : null,
  );
}

function CallBody({
  call,
  place,
  alone,
  context,
}: {
  call: ToolCall;
  place: number;
  alone: boolean;
  context: StepContext;
}) {
  const own = useMemo(() => callContext(context, place, alone), [context, place, alone]);
  return <ToolCallRendered call={call} context={own} />;
}
