'use client';

import { useQueryClient } from '@tanstack/react-query';
import { takeOperated } from '#lib/client/operated-run.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import type { Operations } from '#lib/domain/operations.ts';
import type { Run } from '#lib/domain/run.ts';
import { AnswerNotice } from '../operate/answer-notice.tsx';
import { RunActions } from '../operate/run-actions.tsx';

/** What may be done to a run; answers of the source are taken into what is shown. */
export function RunActionsOf({ access, run, may }: { access: TraceAccess; run: Run; may: Operations }) {
  return <RunActions run={run} may={may} onChanged={useTaken(access, run)} />;
}

/** What a paused run waits for, and the way to answer it. */
export function AnswerNoticeOf({ access, run }: { access: TraceAccess; run: Run }) {
  return <AnswerNotice run={run} onAnswered={useTaken(access, run)} />;
}

function useTaken(access: TraceAccess, run: Run): (answer: OperatedRun) => void {
  const client = useQueryClient();
  return (answer) => takeOperated(client, access, run, answer);
}
