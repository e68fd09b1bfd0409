'use client';

import type { ReactNode } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { isTerminal } from '#lib/domain/run.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { ArchiveActions } from './archive-actions.tsx';
import { ExportButton } from './export-button.tsx';
import { ShareButton } from './share/share-button.tsx';
import type { Selection } from './use-selection.ts';

/** What the owner of a run may do with the copy that is kept: renew, delete, take away, give to others. */
export function OwnerActions({
  access,
  state,
  selection,
  children,
}: {
  access: TraceAccess;
  state: TraceState;
  selection: Selection;
  /** What stands before the button that shares. */
  children: ReactNode;
}) {
  const { run } = state;
  const followed = access.live !== null && !isTerminal(run) && !state.settled;
  return (
    <>
      <ArchiveActions access={access} run={run} kept={state.kept} followed={followed} />
      <ExportButton access={access} run={run} />
      {children}
      <ShareButton access={access} state={state} selection={selection} />
    </>
  );
}
