'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { HITS_LISTED, type SharePreview } from '#lib/domain/share.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import { Untrusted } from '../../ui/bidi.tsx';
import { Button } from '../../ui/button.tsx';
import { formatBytes, formatCount, formatCountOf } from '../../ui/format.ts';
import { HitGroupRow } from './hit-group-row.tsx';
import { groupHits } from './hit-groups.ts';
import { isOn, type ShareDraft } from './share-draft.ts';
import { useHits } from './use-hits.ts';

/** Groups that are drawn at first, and more with each press. */
const DRAWN = 60;

/** Everything that would be taken out, by value; each can be left in, everywhere or in one place. */
export function HitList({
  preview: { data, isFetching },
  draft,
  state,
  onChange,
}: {
  preview: Pick<UseQueryResult<SharePreview>, 'data' | 'isFetching'>;
  draft: ShareDraft;
  state: TraceState;
  onChange: (except: string[]) => void;
}) {
  const [drawn, setDrawn] = useState(DRAWN);
  const { hits, left, more, isFetching: isReading, error } = useHits(data);
  const groups = useMemo(() => groupHits(hits), [hits]);
  // Those that are not listed stand as the answer says, the others as they are switched by now.
  const switched = hits.reduce((sum, hit) => sum + Number(isOn(hit, draft.except)) - Number(hit.on), 0);
  const out = Object.values(data?.summary.counts ?? {}).reduce((sum, count) => sum + count, switched);
  return (
    <section aria-label="What is taken out" className="min-w-0 overflow-hidden rounded-card border border-line">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 border-b border-line px-[11px] py-1 text-meta">
        <h3 className="font-medium">What is taken out</h3>
        <span className="text-ink-3" aria-live="polite">
          {data ? `${formatCountOf(out, 'place')}; the copy holds ${kept(data)}` : 'Looking through the run'}
          {data && isFetching ? ', looking again' : ''}
        </span>
      </div>
      {data && groups.length === 0 ? (
        <p className="px-[11px] py-3 text-ink-2">
          Nothing fits what is chosen above. The recipient reads the run as you see it.
        </p>
      ) : null}
      <ul className="max-h-[300px] divide-y divide-line overflow-auto">
        {groups.slice(0, drawn).map((group) => (
          <HitGroupRow key={group.id} group={group} state={state} except={draft.except} onChange={onChange} />
        ))}
      </ul>
      {groups.length > drawn ? (
        <Button variant="ghost" onClick={() => setDrawn((before) => before + DRAWN * 5)} className="m-1.5">
          Show {formatCount(groups.length - drawn)} more
        </Button>
      ) : null}
      {left > 0 ? (
        <div className="flex flex-wrap items-center gap-x-2 border-t border-line px-[11px] py-1.5 text-meta text-ink-2">
          <p className="min-w-0 flex-1">{formatCount(left)} further places are taken out too.</p>
          <Button aria-disabled={isReading} onClick={() => (isReading ? undefined : more())} className="tap">
            {isReading ? 'Looking for them' : `List ${formatCount(Math.min(left, HITS_LISTED))} more`}
          </Button>
          <p role="alert" className="basis-full text-fail empty:hidden">
            {error ? <Untrusted text={error.message} /> : null}
          </p>
        </div>
      ) : null}
    </section>
  );
}

function kept({ bytes, files }: SharePreview): string {
  const besides = files === 0 ? '' : ` and ${formatCountOf(files, 'file')}`;
  return `${formatBytes(bytes)}${besides}`;
}
