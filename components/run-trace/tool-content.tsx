'use client';

import { Fragment, useMemo } from 'react';
import type { Step } from '#lib/domain/step.ts';
import { callName } from '#lib/domain/step-title.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';
import { ToolCallRendered } from '../tool-calls/registry.tsx';
import { StepDetail } from '../tool-calls/step-detail.tsx';
import { toolIcon } from '../tool-calls/tool-looks.ts';
import { Within } from '../ui/disclosure.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import type { TraceFacts } from './trace-texts.ts';
import { callContext, type StepContext } from './use-call-context.ts';
import { WaitBlock } from './wait-block.tsx';

/** What a step of tools called, or of a type of its own holds; `call` is the place of the call in view, null for all. */
export function ToolContent({
  step,
  call,
  facts,
  context,
}: {
  step: Step;
  call: number | null;
  facts: TraceFacts;
  context: StepContext;
}) {
  if (step.kind === 'other') return <StepDetail step={step} context={context} />;
  const { calls } = step;
  const waits = call === null || calls[call]?.kind === 'function';
  return (
    <>
      {waits ? <WaitBlock step={step} facts={facts} /> : null}
      {calls.map((each, place) =>
        call === null || place === call ? (
          <Fragment key={`${place} ${each.id ?? ''}`}>
            {call === null && calls.length > 1 ? <CallHead call={each} place={place} of={calls.length} /> : null}
            <CallBody call={each} place={place} alone={call !== null || calls.length === 1} context={context} />
          </Fragment>
        ) : null,
      )}
    </>
  );
}

/** Which of several calls follows. */
function CallHead({ call, place, of }: { call: ToolCall; place: number; of: number }) {
  return (
    <h3 className="flex min-w-0 items-center gap-2 not-first:border-t not-first:border-line not-first:pt-3.5">
      <Icon of={toolIcon(call)} className="text-ink-2" />
      <span className="min-w-0 truncate font-mono font-medium tracking-[-0.02em]">
        <Untrusted text={callName(call)} />
      </span>
      <span className="ml-auto text-meta whitespace-nowrap text-ink-3">
        call {formatCount(place + 1)} of {formatCount(of)}
      </span>
    </h3>
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
  const body = <ToolCallRendered call={call} context={own} />;
  return alone ? body : <Within name={`call${place + 1}`}>{body}</Within>;
}
