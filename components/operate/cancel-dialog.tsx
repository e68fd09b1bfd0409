'use client';

import { useMutation } from '@tanstack/react-query';
import { toApiError } from '#lib/client/api-error.ts';
import { cancelRunMutation } from '#lib/client/operate.ts';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import { isTerminal } from '#lib/domain/run.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.ts';
import { Refusal } from './refusal.tsx';

/** Asks before a run is cancelled, and says what that does to this one. */
export function CancelDialog({
  run,
  open,
  onOpenChange,
  onCancelled,
}: {
  run: Run;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCancelled: (answer: OperatedRun) => void;
}) {
  const cancel = useMutation({
    ...cancelRunMutation(run.source, run.key),
    onSuccess: (answer) => {
      toast(isTerminal(answer.run) ? `Cancelled ${shortId(run.id)}` : `Asked to cancel ${shortId(run.id)}`);
      onCancelled(answer);
      onOpenChange(false);
    },
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Cancel this run?">
      <div className="grid gap-3 p-4">
        <p>
          <span className="font-mono text-meta tracking-[-0.02em]">
            <Untrusted text={shortId(run.id)} />
          </span>{' '}
          {consequence(run)}
        </p>
        <Refusal error={cancel.error && toApiError(cancel.error)} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => onOpenChange(false)} className="pointer-coarse:h-11">
            Keep it running
          </Button>
          <Button
            aria-disabled={cancel.isPending}
            onClick={() => {
              if (!cancel.isPending) cancel.mutate();
            }}
            className="border-transparent! bg-fail! text-panel! pointer-coarse:h-11"
          >
            {cancel.isPending ? 'Asking the source' : 'Cancel the run'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function consequence(run: Run): string {
  if (isTerminal(run)) return 'has ended meanwhile, so there is nothing left to cancel.';
  if (run.status === 'requires_action') {
    return 'waits for your answer and ends without it. Its finished steps stay, and its thread is free again.';
  }
  if (run.status === 'queued')
    return 'has not started yet. It is taken out of the queue, and its thread is free again.';
  if (run.status === 'cancelling') return 'is being cancelled already. The source is asked once more.';
  return 'is stopped as soon as its source can. Its finished steps stay; what its tools have done already is not undone.';
}
