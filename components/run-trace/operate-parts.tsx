'use client';

import { useQueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { takeOperated } from '#lib/client/operated-run.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import type { Operations } from '#lib/domain/operations.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { Later } from '../ui/later.tsx';

const RunActions = lazy(async () => ({ default: (await import('../operate/run-actions.tsx')).RunActions }));
const AnswerNotice = lazy(async () => ({ default: (await import('../operate/answer-notice.tsx')).AnswerNotice }));

interface Props {
  access: TraceAccess;
  state: TraceState;
}

/** What may be done to the run, at the right of its head; nothing where nothing may. */
export function OperateActions({ access, state }: Props) {
  const { may, onChanged } = useOperate(access, state);
  if (!may) return null;
  return (
    <Later fallback={null}>
      <RunActions run={state.run} may={may} onChanged={onChanged} />
    </Later>
  );
}

/** What a paused run waits for and the way to answer it; nothing where it does not wait or nobody may. */
export function OperateNotice({ access, state }: Props) {
  const { may, onChanged } = useOperate(access, state);
  if (!may?.answer || state.run.status !== 'requires_action' || state.run.requiredAction === null) return null;
  return (
    <Later fallback={null}>
      <AnswerNotice run={state.run} onAnswered={onChanged} />
    </Later>
  );
}

function useOperate(access: TraceAccess, { run, kept }: TraceState) {
  const client = useQueryClient();
  // A run that its source does not have any more can only be read.
  const may: Operations | null = kept && kept.goneAt !== null ? null : (access.operate ?? null);
  const onChanged = (answer: OperatedRun) => takeOperated(client, access, run, answer);
  return { may, onChanged };
}
