'use client';

import { lazy } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { Operations } from '#lib/domain/operations.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { Later } from '../ui/later.tsx';

const RunActions = lazy(async () => ({ default: (await import('./operated-parts.tsx')).RunActionsOf }));
const AnswerNotice = lazy(async () => ({ default: (await import('./operated-parts.tsx')).AnswerNoticeOf }));

interface Props {
  access: TraceAccess;
  state: TraceState;
}

/** What may be done to the run, at the right of its head; nothing where nothing may. */
export function OperateActions({ access, state }: Props) {
  const may = mayOf(access, state);
  if (!may) return null;
  return (
    <Later fallback={null}>
      <RunActions access={access} run={state.run} may={may} />
    </Later>
  );
}

/** What a paused run waits for and the way to answer it; nothing where it does not wait or nobody may. */
export function OperateNotice({ access, state }: Props) {
  const { run } = state;
  if (!mayOf(access, state)?.answer || run.status !== 'requires_action' || run.requiredAction === null) return null;
  return (
    <Later fallback={null}>
      <AnswerNotice access={access} run={run} />
    </Later>
  );
}

/** A run that its source does not have any more can only be read. */
function mayOf({ operate = null }: TraceAccess, { kept }: TraceState): Operations | null {
  return kept && kept.goneAt !== null ? null : operate;
}
