'use client';

import type { TraceAccess } from '#lib/client/trace-access.ts';
import { RUN_ROW } from '#lib/contract/trace-view-params.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { RunBody, StepBody } from './detail-body.tsx';
import type { TraceFacts } from './trace-texts.ts';
import { useStepContext } from './use-call-context.ts';
import { useError } from './use-error.ts';
import type { Selection } from './use-selection.ts';
import type { OpenStep } from './use-step.ts';

/** What the tabs show of the selection. */
export function DetailContent({
  access,
  state,
  facts,
  open,
  selection,
}: {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  open: OpenStep;
  selection: Selection;
}) {
  const { step: id, call } = selection.target;
  const isRun = id === RUN_ROW;
  const { step } = open;
  const error = useError(state, step, isRun, selection.select);
  const context = useStepContext(access, state, open, selection);
  const shared = { access, facts, tab: selection.tab, context, error };
  if (isRun) return <RunBody run={facts.run} {...shared} />;
  return step ? <StepBody step={step} call={call} steps={state.steps} {...shared} /> : null;
}
