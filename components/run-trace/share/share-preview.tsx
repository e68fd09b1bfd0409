'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, use, useMemo } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { previewTraceQuery, sharePreviewQuery } from '#lib/client/share-queries.ts';
import { previewAccess } from '#lib/client/shared-access.ts';
import { HITS_LISTED, type SharePreview as Preview } from '#lib/domain/share.ts';
import { MAIN_ID } from '../../shell/skip-link.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Blocks } from '../blocks.tsx';
import { PreviewBar } from './preview-bar.tsx';
import { choiceOf, NEW_DRAFT } from './share-draft.ts';
import { ShareContext } from './share-state.ts';
import { SharedRunScreen } from './shared-run-screen.tsx';

/** The run as the recipient of the link that is being made would see it, with the way back and a way to take out more. */
export function SharePreview({ source, runKey }: { source: string; runKey: string }) {
  const context = use(ShareContext);
  const draft = context?.[0].draft ?? NEW_DRAFT;
  const choice = useMemo(() => choiceOf(draft), [draft]);
  const preview = useQuery(sharePreviewQuery(source, runKey, choice));
  if (context === null) return null;
  const [, setShare] = context;
  const failed = preview.error && (
    <EmptyState
      title="The preview could not be made"
      actions={<Button onClick={() => void preview.refetch()}>Try again</Button>}
    >
      {toApiError(preview.error).message}
    </EmptyState>
  );
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      <PreviewBar
        spots={draft.spots}
        hits={preview.data && preview.data.total <= HITS_LISTED ? preview.data.hits : null}
        onSpots={(spots) => setShare((before) => ({ ...before, draft: { ...draft, spots } }))}
        onLeave={() => setShare((before) => ({ ...before, shows: 'dialog' }))}
      />
      {preview.data ? (
        <Shown preview={preview.data} expiresIn={draft.expiresIn} />
      ) : (
        <Waiting>{failed || <Blocks label="Making the preview" />}</Waiting>
      )}
    </div>
  );
}

function Shown({ preview, expiresIn }: { preview: Preview; expiresIn: number }) {
  const trace = useQuery(previewTraceQuery(preview.id));
  const access = useMemo(() => previewAccess(preview.id), [preview.id]);
  const { summary } = preview;
  const takenAt = trace.dataUpdatedAt;
  const snapshot = useMemo(
    () => ({ takenAt, expiresAt: takenAt + expiresIn * 1000, redaction: summary }),
    [takenAt, expiresIn, summary],
  );
  if (trace.data) return <SharedRunScreen access={access} snapshot={snapshot} trace={trace.data} lastPage={null} />;
  return (
    <Waiting>
      {trace.error ? (
        <EmptyState title="The preview could not be read">{toApiError(trace.error).message}</EmptyState>
      ) : (
        <Blocks label="Reading the preview" />
      )}
    </Waiting>
  );
}

function Waiting({ children }: { children: ReactNode }) {
  return (
    <main id={MAIN_ID} tabIndex={-1} className="min-h-0 flex-1 overflow-auto px-gutter py-4">
      {children}
    </main>
  );
}
