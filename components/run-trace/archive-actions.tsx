'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw, Trash2 } from 'lucide';
import { lazy, Suspense, useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { refreshTrace } from '#lib/client/run-archive.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { KeptTrace } from '#lib/domain/run-trace.ts';
import type { Run } from '#lib/domain/run.ts';
import { useCommands } from '../commands/commands.tsx';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { toast } from '../ui/toast.ts';

const DeleteRun = lazy(async () => ({ default: (await import('./delete-run.tsx')).DeleteRun }));

/** Has the source asked again for a run that is shown as it was kept, and deletes what is kept. Nothing for recipients. */
export function ArchiveActions({
  access,
  run,
  kept,
  followed,
}: {
  access: TraceAccess;
  run: Run;
  kept: KeptTrace | null;
  /** What goes on is read again and again by itself. */
  followed: boolean;
}) {
  const client = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  const [wanted, setWanted] = useState(false);
  const refresh = useMutation({
    mutationFn: () => refreshTrace(client, access),
    onSuccess: (now) => toast(now?.because ?? 'Read again from the source'),
    onError: (error) => toast(toApiError(error).message),
  });
  const askDelete = () => {
    setWanted(true);
    setDeleting(true);
  };
  const mine = kept !== null && access.refreshPath !== null;
  const enabled = mine && !refresh.isPending;
  useCommands([
    {
      id: 'refresh-run',
      keys: [],
      does: 'Refresh from the source',
      group: 'Copy ID, copy link',
      enabled,
      run: () => refresh.mutate(),
    },
    {
      id: 'delete-run',
      keys: [],
      does: 'Delete from the archive',
      group: 'Copy ID, copy link',
      enabled: mine,
      run: askDelete,
    },
  ]);
  if (!mine) return null;
  return (
    <>
      {followed ? null : (
        <IconButton label="Refresh from the source" disabled={refresh.isPending} onClick={() => refresh.mutate()}>
          <Icon of={RefreshCw} className={refresh.isPending ? 'animate-spin' : ''} />
        </IconButton>
      )}
      <IconButton label="Delete from the archive" onClick={askDelete}>
        <Icon of={Trash2} />
      </IconButton>
      {wanted ? (
        <Suspense>
          <DeleteRun run={run} kept={kept} open={deleting} onOpenChange={setDeleting} />
        </Suspense>
      ) : null}
    </>
  );
}
