'use client';

import { Share2 } from 'lucide';
import { lazy, Suspense, use } from 'react';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { useCommands } from '../../commands/commands.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Selection } from '../use-selection.ts';
import { ShareContext } from './share-state.ts';

const dialog = () => import('./share-dialog.tsx');
const ShareDialog = lazy(async () => ({ default: (await dialog()).ShareDialog }));

/** Opens the dialog that makes a link of the run; nothing for readers who may make none. */
export function ShareButton({
  access,
  state,
  selection,
}: {
  access: TraceAccess;
  state: TraceState;
  selection: Selection;
}) {
  const context = use(ShareContext);
  const sharing = access.sharing ?? null;
  const open = () => context?.[1]((before) => ({ ...before, shows: 'dialog' }));
  const enabled = sharing !== null && context !== null;
  useCommands([{ id: 'share', keys: [], does: 'Share the run by a link', group: 'Share', enabled, run: open }]);
  if (!sharing || !context) return null;
  // What fails here is told when the dialog is opened.
  const fetchSoon = () => void dialog().catch(() => undefined);
  return (
    <>
      <Button
        variant="primary"
        aria-haspopup="dialog"
        onPointerEnter={fetchSoon}
        onFocus={fetchSoon}
        onClick={open}
        className="tap"
        data-first
      >
        <Icon of={Share2} size={14} /> Share
      </Button>
      {context[0].shows === 'dialog' ? (
        <Suspense>
          <ShareDialog sharing={sharing} state={state} selection={selection} />
        </Suspense>
      ) : null}
    </>
  );
}
