'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { useDraft } from '#lib/client/kept-draft.ts';
import { answerCallsMutation } from '#lib/client/operate.ts';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import type { Run } from '#lib/domain/run.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.ts';
import {
  type AnswerDraft,
  answerBody,
  answerDraftName,
  answerFault,
  type AnswerKind,
  NO_ANSWER,
  parseAnswerDraft,
} from './answer-draft.ts';
import { ApprovalChoice, OutputEditor, PendingCallRow } from './call-answer.tsx';
import { Refusal } from './refusal.tsx';

/** Answers every call that a run waits for, in one request. What is typed is kept until it was accepted. */
export function AnswerForm({
  run,
  kind,
  onAnswered,
}: {
  run: Run;
  kind: AnswerKind;
  onAnswered: (answer: OperatedRun) => void;
}) {
  const calls = run.requiredAction?.calls ?? [];
  const [draft, setDraft, drop] = useDraft<AnswerDraft>(answerDraftName(run), parseAnswerDraft, NO_ANSWER);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = useMutation({
    ...answerCallsMutation(run.source, run.key),
    onSuccess: (answer) => {
      drop();
      toast(kind === 'outputs' ? 'Outputs submitted' : 'Decisions sent');
      onAnswered(answer);
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (submit.isPending) return;
    const made = answerBody(calls, draft, kind);
    if ('body' in made) return submit.mutate(made.body);
    setAsked(true);
    const row = form.current?.querySelectorAll('li')[made.faulty];
    row?.querySelector<HTMLElement>('textarea, input')?.focus();
  };
  const decideAll = (approve: boolean) =>
    setDraft((before) => ({
      ...before,
      approvals: Object.fromEntries(calls.flatMap(({ id }) => (id === null ? [] : [[id, approve]]))),
    }));
  return (
    <form ref={form} noValidate onSubmit={send} className="grid min-w-0 gap-3">
      <ol aria-label="Calls that wait" className="grid min-w-0 gap-3">
        {calls.map((call, place) => (
          <PendingCallRow
            key={`${place} ${call.id ?? ''}`}
            call={call}
            place={place + 1}
            fault={rowFault(kind, asked, answerFault(call, draft, kind), call.id)}
          >
            {call.id === null ? null : kind === 'outputs' ? (
              <OutputEditor
                call={call}
                value={draft.outputs[call.id]}
                asked={asked}
                onChange={(next) =>
                  setDraft((before) => ({ ...before, outputs: { ...before.outputs, [call.id ?? '']: next } }))
                }
              />
            ) : (
              <ApprovalChoice
                call={call}
                value={draft.approvals[call.id]}
                onChange={(approve) =>
                  setDraft((before) => ({ ...before, approvals: { ...before.approvals, [call.id ?? '']: approve } }))
                }
              />
            )}
          </PendingCallRow>
        ))}
      </ol>
      <Refusal
        error={submit.error && toApiError(submit.error)}
        kept="What you wrote is still here, and it was not tried again."
      />
      <div className="flex flex-wrap items-center gap-2 border-t border-line bg-panel py-2.5 desk:sticky desk:bottom-0">
        <Button type="submit" variant="primary" aria-disabled={submit.isPending} className="pointer-coarse:h-11">
          {submit.isPending ? 'Sending' : sendWords(kind, calls.length)}
        </Button>
        {kind === 'approvals' && calls.length > 1 ? (
          <>
            <Button onClick={() => decideAll(true)}>Approve all</Button>
            <Button onClick={() => decideAll(false)}>Refuse all</Button>
          </>
        ) : null}
        <span className="min-w-0 flex-1 text-meta text-ink-2">
          {calls.length > 1 ? 'All go in one request. ' : ''}What you type stays in this tab until it is accepted.
        </span>
      </div>
    </form>
  );
}

/** Faults of JSON stand at its field; the others at the row. */
function rowFault(kind: AnswerKind, asked: boolean, fault: string | null, id: string | null): string | null {
  if (id === null) return fault;
  return kind === 'approvals' && asked ? fault : null;
}

function sendWords(kind: AnswerKind, count: number): string {
  if (kind === 'approvals') return count === 1 ? 'Send the decision' : `Send ${count} decisions`;
  return count === 1 ? 'Submit the output' : `Submit ${count} outputs`;
}
