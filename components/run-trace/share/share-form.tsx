'use client';

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide';
import { type FormEvent, useState } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { createShareMutation, sharePreviewQuery } from '#lib/client/share-queries.ts';
import { MOST_VIEWS, type NewShare } from '#lib/domain/share.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { HitList } from './hit-list.tsx';
import { LimitFields } from './limit-fields.tsx';
import { RedactionFields } from './redaction-fields.tsx';
import { choiceOf, type ShareDraft } from './share-draft.ts';
import { tooDeepWords } from './share-words.ts';
import { useDebouncedChoice } from './use-debounced-choice.ts';

/** What is chosen for a link. `view` is the query that it opens with. */
export function ShareForm({
  state,
  draft,
  onChange,
  view,
  onPreview,
  onMade,
}: {
  state: TraceState;
  draft: ShareDraft;
  onChange: (draft: ShareDraft) => void;
  view: string;
  onPreview: () => void;
  onMade: (link: NewShare & { maxViews: number | null }) => void;
}) {
  const { source, key } = state.run;
  const [asked, setAsked] = useState(false);
  const choice = useDebouncedChoice(draft);
  const preview = useQuery({ ...sharePreviewQuery(source, key, choice), placeholderData: keepPreviousData });
  const create = useMutation(createShareMutation());
  const views = draft.maxViews.trim();
  const maxViews = views === '' ? null : Number(views);
  const fault =
    maxViews === null || (Number.isInteger(maxViews) && maxViews >= 1 && maxViews <= MOST_VIEWS)
      ? null
      : 'A whole number from 1, or nothing for no limit.';
  const change = (part: Partial<ShareDraft>) => onChange({ ...draft, ...part });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (fault !== null || create.isPending) return;
    const { expiresIn } = draft;
    const limit = maxViews === null ? {} : { maxViews };
    create.mutate(
      { source, key, expiresIn, ...limit, redact: choiceOf(draft), view },
      { onSuccess: (link) => onMade({ ...link, maxViews }) },
    );
  };
  const problem = create.error ?? preview.error;
  return (
    <form noValidate onSubmit={send} className="grid min-w-0">
      <div className="grid min-w-0 gap-4 p-4">
        <p className="text-ink-2">
          Anyone with the link reads a frozen copy of this run, without an account. It opens at what you look at now.
        </p>
        <LimitFields draft={draft} fault={asked ? fault : null} onChange={change} />
        <RedactionFields draft={draft} counts={preview.data?.summary.counts ?? null} onChange={change} />
        {preview.data?.summary.tooDeep ? (
          <p className="text-wait">{tooDeepWords(preview.data.summary.tooDeep)}</p>
        ) : null}
        <HitList preview={preview} draft={draft} state={state} onChange={(except) => change({ except })} />
        <p role="alert" className="wrap-anywhere text-fail empty:hidden">
          {problem ? <Untrusted text={toApiError(problem).message} /> : null}
        </p>
      </div>
      <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-raised px-4 py-3">
        <Button disabled={preview.data === undefined} onClick={onPreview} className="pointer-coarse:h-11">
          <Icon of={Eye} size={14} /> Preview as recipient
        </Button>
        <Button type="submit" variant="primary" aria-disabled={create.isPending} className="pointer-coarse:h-11">
          {create.isPending ? 'Making the link' : 'Make the link'}
        </Button>
      </div>
    </form>
  );
}
