'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { useDraft } from '#lib/client/kept-draft.ts';
import { createRunMutation } from '#lib/client/operate.ts';
import { filterValuesOptions } from '#lib/client/run-find-queries.ts';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import { DEFAULT_RUN_LIST } from '#lib/contract/run-list-params.ts';
import type { Run } from '#lib/domain/run.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Line } from './choice.tsx';
import { type CreateFaults, createBody, createFaults } from './create-body.ts';
import { type CreateDraft, draftOfRun, EMPTY_CREATE, parseCreateDraft } from './create-draft.ts';
import { InstructionFields, LimitFields, MetadataFields, ToolFields } from './create-fields.tsx';
import { MessageRows } from './message-rows.tsx';
import { Refusal } from './refusal.tsx';

const NO_FAULTS: CreateFaults = {};

/** The form of a new run in a thread: filled like another run where one is given, else empty but for the assistant. */
export function CreateForm({
  source,
  thread,
  like,
  assistant,
  onCreated,
  onLeave,
}: {
  source: string;
  thread: string;
  like: Run | null;
  assistant: string | null;
  onCreated: (answer: OperatedRun) => void;
  onLeave: () => void;
}) {
  const [begun] = useState(() =>
    like ? draftOfRun(like) : { draft: { ...EMPTY_CREATE, assistant: assistant ?? '' }, left: [] },
  );
  const name = `create ${source} ${thread} ${like?.key ?? ''}`;
  const [draft, setDraft, drop] = useDraft<CreateDraft>(name, parseCreateDraft, begun.draft);
  const [asked, setAsked] = useState(false);
  const create = useMutation({
    ...createRunMutation(source, thread),
    onSuccess: (answer) => {
      drop();
      onCreated(answer);
    },
  });
  const assistants = useQuery(filterValuesOptions('assistant', { ...DEFAULT_RUN_LIST, source: [source] }));
  const models = useQuery(filterValuesOptions('model', { ...DEFAULT_RUN_LIST, source: [source] }));
  const found = createFaults(draft);
  const faults = asked ? found : NO_FAULTS;
  const change = (next: Partial<CreateDraft>) => setDraft((before) => ({ ...before, ...next }));
  const fields = { draft, faults, onChange: change };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (create.isPending) return;
    if (Object.keys(found).length === 0) return create.mutate(createBody(draft));
    setAsked(true);
    const form = event.currentTarget;
    // The fields know of their faults once they are drawn again.
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  const suggested = (values: typeof assistants.data) =>
    values?.items.map(({ value, label }) => [value, label ?? ''] as const) ?? [];
  return (
    <form noValidate onSubmit={send} className="grid min-w-0">
      {begun.left.length > 0 ? (
        <Notice tone="info">
          Not taken over from the run: {begun.left.join(' and ')}. The assistant’s own are used.
        </Notice>
      ) : null}
      <div className="grid min-w-0 gap-3 p-4 pb-0">
        <div className="grid min-w-0 gap-3 desk:grid-cols-2">
          <Line
            label="Assistant"
            placeholder="asst_…"
            options={suggested(assistants.data)}
            value={draft.assistant}
            fault={faults.assistant}
            onChange={(next) => change({ assistant: next.trim() })}
          />
          <Line
            label="Model"
            placeholder="As the assistant says"
            options={suggested(models.data)}
            value={draft.model}
            fault={faults.model}
            onChange={(model) => change({ model })}
          />
        </div>
        <MessageRows messages={draft.messages} faults={faults} onChange={(messages) => change({ messages })} />
        <InstructionFields {...fields} />
        <div className="min-w-0">
          <ToolFields {...fields} />
          <LimitFields {...fields} />
          <MetadataFields {...fields} />
        </div>
        <Refusal
          error={create.error && toApiError(create.error)}
          kept="What you wrote is still here, and it was not tried again."
        />
      </div>
      <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-raised px-4 py-3">
        <Button variant="ghost" onClick={() => setDraft(begun.draft)} className="mr-auto pointer-coarse:h-11">
          Start over
        </Button>
        <Button onClick={onLeave} className="pointer-coarse:h-11">
          Close
        </Button>
        <Button type="submit" variant="primary" aria-disabled={create.isPending} className="pointer-coarse:h-11">
          {create.isPending ? 'Starting' : 'Start the run'}
        </Button>
      </div>
    </form>
  );
}
