'use client';

import { lazy, memo } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { DetailTab } from '#lib/contract/trace-view-params.ts';
import { isTerminal, type Run } from '#lib/domain/run.ts';
import { isStepTerminal, type Step } from '#lib/domain/step.ts';
import { linkedPath } from '../tool-calls/renderer.ts';
import { Block } from '../ui/block.tsx';
import { type Field, FieldList } from '../ui/field-list.tsx';
import { Later } from '../ui/later.tsx';
import { Blocks } from './blocks.tsx';
import { ErrorPanel, type FoundError } from './error-panel.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { MessageBlock } from './message-block.tsx';
import { RawJson } from './raw-view.tsx';
import { runFields } from './run-fields.ts';
import { stepFields } from './step-fields.ts';
import { RunTiming, StepTiming } from './timing-view.tsx';
import type { TraceFacts } from './trace-texts.ts';
import type { StepContext } from './use-call-context.ts';

const ToolContent = lazy(async () => ({ default: (await import('./tool-content.tsx')).ToolContent }));

function Details({ fields }: { fields: Field[] }) {
  return (
    <Block title="Details">
      <div className="px-[11px] py-1">
        <FieldList fields={fields} name="details" />
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
  context,
  error = null,
}: {
  run: Run;
  access: TraceAccess;
  facts: TraceFacts;
  tab: DetailTab;
  context?: StepContext;
  error?: FoundError | null;
}) {
  if (tab === 'json') {
    const link = context ? linkedPath(context, 'run', true) : {};
    return <RawJson access={access} target={{ of: 'run' }} label="Run" link={link} />;
  }
  if (tab === 'timing') {
    return (
      <>
        <LedgerTable run={run} />
        <RunTiming run={run} now={facts.now} />
      </>
    );
  }
  return (
    <>
      {error ? <ErrorPanel {...error} /> : null}
      <Details fields={runFields(run, access.shared)} />
    </>
  );
});

/** What the tabs show of a step, or of one of its calls. */
export const StepBody = memo(function StepBody({
  step,
  call,
  steps,
  access,
  facts,
  tab,
  context,
  error = null,
}: {
  step: Step;
  /** Place of the call in view; null for the step with all of its calls. */
  call: number | null;
  /** All steps of the run that are there. */
  steps: readonly Step[];
  access: TraceAccess;
  facts: TraceFacts;
  tab: DetailTab;
  context: StepContext;
  error?: FoundError | null;
}) {
  if (tab === 'json') {
    return (
      <>
        <RawJson
          access={access}
          target={{ of: 'step', id: step.id }}
          label="Step"
          link={linkedPath(context, 'step', true)}
        />
        {step.messageId ? (
          <RawJson
            access={access}
            target={{ of: 'message', id: step.messageId }}
            label="Message"
            link={linkedPath(context, 'message', false)}
          />
        ) : null}
      </>
    );
  }
  if (tab === 'timing') {
    return <StepTiming step={step} steps={steps} facts={facts} ofCall={call !== null} />;
  }
  return (
    <>
      {error ? <ErrorPanel {...error} /> : null}
      {step.kind === 'message' ? (
        <MessageBlock
          id={step.messageId}
          known={step.messageId === null ? undefined : facts.messages.get(step.messageId)}
          writing={!isStepTerminal(step) && !isTerminal(facts.run) && !facts.left}
          access={access}
          context={{
            fileUrl: context.fileUrl,
            fileName: context.fileName,
            openImage: context.openImage,
            citations: context.cited,
          }}
        />
      ) : null}
      {step.kind === 'tools' && step.calls.length === 0 ? (
        <p className="text-ink-2">The source has not said which tools this step calls.</p>
      ) : null}
      {step.kind === 'message' ? null : (
        <Later key="tools" fallback={<Blocks label="Loading the tool calls" />}>
          <ToolContent step={step} call={call} facts={facts} context={context} />
        </Later>
      )}
      <Details fields={stepFields(step)} />
    </>
  );
});
