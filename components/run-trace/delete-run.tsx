'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { toApiError } from '#lib/client/api-error.ts';
import { leavePage } from '#lib/client/leaving.ts';
import { deleteKeptRun } from '#lib/client/run-archive.ts';
import { refreshRunLists } from '#lib/client/run-list-queries.ts';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { KeptTrace } from '#lib/domain/run-trace.ts';
import type { Run } from '#lib/domain/run.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.ts';

/** Asks before what is kept of a run is deleted; afterwards the list is shown. */
export function DeleteRun({
  run,
  kept,
  open,
  onOpenChange,
}: {
  run: Run;
  kept: KeptTrace;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteKeptRun(run.source, run.key),
    onSuccess: () => {
      toast(`Deleted ${shortId(run.id)} from the archive`);
      void refreshRunLists(client);
      leavePage();
      router.push(routes.runs());
    },
  });
  const lost = kept.goneAt !== null || kept.origin === 'import';
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Delete this run from the archive?">
      <div className="grid gap-3 p-4">
        <p>
          Its steps, messages, files and search text are deleted here.{' '}
          {lost
            ? 'Nobody else is known to have it, so it is lost for good unless you export it first.'
            : 'The source keeps its own copy; opening the run again reads it from there.'}
        </p>
        {remove.error ? <p className="text-fail">{toApiError(remove.error).message}</p> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Keep it</Button>
          <Button
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
            className="border-transparent! bg-fail! text-panel!"
          >
            Delete
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
