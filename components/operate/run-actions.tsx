'use client';

import { Ellipsis, RotateCcw, Tags } from 'lucide';
import { lazy, Suspense, useState } from 'react';
import type { OperatedRun } from '#lib/contract/operate-schema.ts';
import type { Operations } from '#lib/domain/operations.ts';
import { isTerminal, type Run } from '#lib/domain/run.ts';
import { useCommands } from '../commands/commands.tsx';
import { Icon } from '../ui/icon.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { MenuItem, MenuItems } from '../ui/menu-items.tsx';
import { CancelButton } from './cancel-button.tsx';

const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog.tsx')).CreateDialog }));
const MetadataDialog = lazy(async () => ({ default: (await import('./metadata-dialog.tsx')).MetadataDialog }));

/** What may be done to a run: start another one like it, change its metadata, cancel it while it goes on. */
export function RunActions({
  run,
  may,
  onChanged,
}: {
  run: Run;
  may: Operations;
  onChanged: (answer: OperatedRun) => void;
}) {
  const [dialog, setDialog] = useState<'again' | 'metadata' | null>(null);
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const show = (which: 'again' | 'metadata') => {
    setWanted((before) => new Set(before).add(which));
    setDialog(which);
  };
  const close = (open: boolean) => {
    if (!open) setDialog(null);
  };
  const again = may.create && run.threadId !== null;
  const rest = { keys: [], group: 'Operate' } as const;
  useCommands([
    {
      ...rest,
      id: 'run-again',
      does: 'Run again with these settings',
      enabled: again,
      run: () => show('again'),
    },
    { ...rest, id: 'edit-metadata', does: 'Edit the metadata', enabled: may.update, run: () => show('metadata') },
  ]);
  return (
    <>
      {may.cancel && !isTerminal(run) ? <CancelButton run={run} label="Cancel run" onCancelled={onChanged} /> : null}
      {again || may.update ? (
        <MenuButton label="Operate" icon={<Icon of={Ellipsis} size={14} />}>
          <MenuItems label="Operate">
            {again ? (
              <MenuItem
                icon={<Icon of={RotateCcw} />}
                label="Run again with these settings"
                about="Another run in this thread; everything can be changed first"
                onChoose={() => show('again')}
              />
            ) : null}
            {may.update ? (
              <MenuItem
                icon={<Icon of={Tags} />}
                label="Edit the metadata"
                about="Up to 16 pairs, kept by the source"
                onChoose={() => show('metadata')}
              />
            ) : null}
          </MenuItems>
        </MenuButton>
      ) : null}
      <Suspense>
        {wanted.has('again') && run.threadId !== null ? (
          <CreateDialog
            source={run.source}
            thread={run.threadId}
            like={run}
            assistant={null}
            open={dialog === 'again'}
            onOpenChange={close}
          />
        ) : null}
        {wanted.has('metadata') ? (
          <MetadataDialog run={run} open={dialog === 'metadata'} onOpenChange={close} onChanged={onChanged} />
        ) : null}
      </Suspense>
    </>
  );
}
