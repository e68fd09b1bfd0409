'use client';

import { use, useState } from 'react';
import { shortId } from '#lib/domain/ids.ts';
import type { NewShare, Sharing } from '#lib/domain/share.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Selection } from '../use-selection.ts';
import { viewQuery } from '../view-query.ts';
import { MadeLink } from './made-link.tsx';
import { NEW_DRAFT } from './share-draft.ts';
import { ShareForm } from './share-form.tsx';
import { NOT_SHARING, ShareContext } from './share-state.ts';

/** Makes a link of the run in view: how long it lasts, what is taken out, then the link itself, once. */
export function ShareDialog({
  sharing,
  state,
  selection,
}: {
  sharing: Sharing;
  state: TraceState;
  selection: Selection;
}) {
  const context = use(ShareContext);
  const [made, setMade] = useState<(NewShare & { maxViews: number | null }) | null>(null);
  if (context === null) return null;
  const [share, setShare] = context;
  const close = (open: boolean) => {
    if (open) return;
    // A link that was made is told once; what was chosen for one that was not is kept.
    setShare(made ? NOT_SHARING : (before) => ({ ...before, shows: null }));
  };
  return (
    <Dialog open onOpenChange={close} title={`Share ${shortId(state.run.id)}`} size="lg">
      {sharing.whyNot !== null ? (
        <Notice tone="info">{sharing.whyNot}</Notice>
      ) : made ? (
        <MadeLink link={made} onDone={() => close(false)} />
      ) : (
        <ShareForm
          state={state}
          draft={share.draft ?? NEW_DRAFT}
          onChange={(draft) => setShare((before) => ({ ...before, draft }))}
          view={viewQuery({ ...selection, replay: null })}
          onPreview={() => setShare((before) => ({ ...before, shows: 'preview' }))}
          onMade={setMade}
        />
      )}
    </Dialog>
  );
}
