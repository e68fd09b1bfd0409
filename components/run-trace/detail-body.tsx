'use client';

import { memo } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { DetailTab } from '#lib/contract/trace-view-params.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import { ToolCallRendered } from '../tool-calls/registry.tsx';
import type { ToolCallContext } from '../tool-calls/renderer.ts';
import { StepDetail } from '../tool-calls/step-detail.tsx';
import { Block } from '../ui/block.tsx';
import { type Field, FieldList } from '../ui/field-list.tsx';
import { ErrorPanel, type FoundError } from './error-panel.tsx';
import { MessageBlock } from './message-block.tsx';
import { RawJson } from './raw-view.tsx';
import { runFields } from './run-fields.ts';
import { stepFields } from './step-fields.ts';
import { RunTiming, StepTiming } from './timing-view.tsx';
import type { TraceFacts } from './trace-texts.ts';

function Details({ fields }: { fields: Field[] }) {
  return (
    <Block title="Details">
      <div className="px-[11px] py-1">
        <FieldList fields={fields} />
      </div>
    </Block>
  );
}

/** What the tabs show of the run itself. */
export const RunBody = memo(function RunBody({
  run,
  access,
  facts,
  tab,
  error = null,
}: {
  run: Run;
  access: TraceAccess;
  facts: TraceFacts;
  tab: DetailTab;
  error?: FoundError | null;
}) {
  if (tab === 'json') return <RawJson access={access} target={{ of: 'run' }} label="Run" />;
  if (tab === 'timing') return <RunTiming run={run} now={facts.now} />;
  return (
    <>
      {error ? <ErrorPanel {...error} /> : null}
      <Details fields={runFields(run)} />
    </>
  );
});

/** What the tabs show of a step, or of one of its calls. */
export const StepBody = memo(function StepBody({
  step,
  call,
  access,
  facts,
  tab,
  context,
  error = null,
}: {
  step: Step;
  /** Place of the call in view; null for the step with all of its calls. */
  call: number | null;
  access: TraceAccess;
  facts: TraceFacts;
  tab: DetailTab;
  context: ToolCallContext;
  error?: FoundError | null;
}) {
  const { run, now, window } = facts;
  if (tab === 'json') {
    return (
      <>
        <RawJson access={access} target={{ of: 'step', id: step.id }} label="Step" />
        {step.messageId ? (
          <RawJson access={access} target={{ of: 'message', id: step.messageId }} label="Message" />
        ) : null}
      </>
    );
  }
  if (tab === 'timing') {
    return <StepTiming step={step} run={run} now={now} plot={window && { ...window, width: 500 }} />;
  }
  const calls = step.calls.filter((_, place) => call === null || place === call);
  return (
    <>
      {error ? <ErrorPanel {...error} /> : null}
      {step.kind === 'message' ? (
        <MessageBlock
          id={step.messageId}
          known={step.messageId === null ? undefined : facts.messages.get(step.messageId)}
          access={access}
          context={{ fileUrl: context.fileUrl, fileName: context.fileName }}
        />
      ) : null}
      {step.kind === 'tools' && step.calls.length === 0 ? (
        <p className="text-ink-2">The source has not said which tools this step calls.</p>
      ) : null}
      {calls.map((each, i) => (
        <ToolCallRendered key={`${i} ${each.id ?? ''}`} call={each} context={context} />
      ))}
      {step.kind === 'other' ? <StepDetail step={step} context={context} /> : null}
      <Details fields={stepFields(step)} />
    </>
  );
});
