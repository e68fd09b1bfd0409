'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { useDraft } from '#lib/client/kept-draft.ts';
import { updateMetadataMutation } from '#lib/client/operate.ts';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import type { Run } from '#lib/domain/run.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.ts';
import { MetadataEditor } from './metadata-editor.tsx';
import { metadataOf, type Pair, pairsFault, pairsOf, parsePairs } from './metadata-pairs.ts';
import { Refusal } from './refusal.tsx';

interface Props {
  run: Run;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: (answer: OperatedRun) => void;
}

/** Changes the metadata of a run at its source. */
export function MetadataDialog(props: Props) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title="Metadata of this run" size="lg">
      <MetadataForm {...props} />
    </Dialog>
  );
}

function MetadataForm({ run, onOpenChange, onChanged }: Props) {
  const [pairs, setPairs, drop] = useDraft<Pair[]>(`metadata ${run.source} ${run.key}`, parsePairs, () =>
    pairsOf(run.metadata),
  );
  const [asked, setAsked] = useState(false);
  const update = useMutation({
    ...updateMetadataMutation(run.source, run.key),
    onSuccess: (answer) => {
      drop();
      toast('Metadata saved');
      onChanged(answer);
      onOpenChange(false);
    },
  });
  const fault = pairsFault(pairs);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    if (fault === null && !update.isPending) update.mutate(metadataOf(pairs));
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  };
  const reset = () => {
    setPairs(pairsOf(run.metadata));
    setAsked(false);
  };
  return (
    <form noValidate onSubmit={save} className="grid gap-3 p-4">
      <p className="text-ink-2">What you save replaces all of it at the source.</p>
      <MetadataEditor pairs={pairs} onChange={setPairs} />
      {asked && fault !== null ? (
        <p role="alert" className="text-fail">
          {fault}.
        </p>
      ) : null}
      <Refusal
        error={update.error && toApiError(update.error)}
        kept="What you wrote is still here, and it was not tried again."
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={reset} className="mr-auto pointer-coarse:h-11">
          As the source has it
        </Button>
        <Button onClick={() => onOpenChange(false)} className="pointer-coarse:h-11">
          Close
        </Button>
        <Button type="submit" variant="primary" aria-disabled={update.isPending} className="pointer-coarse:h-11">
          {update.isPending ? 'Saving' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
