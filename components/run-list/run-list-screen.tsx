'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useRunList } from '#lib/client/use-run-list.ts';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { formatRunListParams, parseRunListParams, type RunListParams } from '#lib/contract/run-list-params.ts';
import { isTerminal } from '#lib/domain/run.ts';
import { useShortcut } from '../omnibox/platform.ts';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { EndMarker } from '../table/end-marker.tsx';
import { commandKey } from '../table/typing.ts';
import { useMedia } from '../table/use-media.ts';
import { FilterBar } from './filter-bar.tsx';
import { ListViewContext } from './list-view.ts';
import { counted, PageHead } from './page-head.tsx';
import { PHASE_LEGEND } from './phase-bar.tsx';
import { scaleOf } from '#lib/domain/run-length.ts';
import { RunListSkeleton } from './run-list-skeleton.tsx';
import { ListError, NoRuns, StaleNotice } from './run-list-states.tsx';
import { RunTable } from './run-table.tsx';
import { SourceNotices } from './source-notices.tsx';
import { useHeight } from './use-height.ts';
import { useSpaced } from './use-spaced.ts';

/** Head and filters stay while the rows scroll, where the window is large enough for both. */
const ROOMY = '(width >= 45.0625rem) and (height >= 30rem)';

/** The list of runs. `loadedAt` is the server's clock when it made the page, in ms since 1970. */
export function RunListScreen({ loadedAt }: { loadedAt: number }) {
  const [params, setParams] = useUrlState(parseRunListParams, formatRunListParams);
  const list = useRunList(params);
  const { runs, total, query } = list;
  const sources = list.sources.items;
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [head, headHeight] = useHeight();
  const [notes, notesHeight] = useHeight();
  const stays = useMedia(ROOMY);
  const [clock, setClock] = useState(loadedAt);
  if (query.dataUpdatedAt > clock) setClock(query.dataUpdatedAt);

  const view = useMemo(
    () => ({
      sourceNames: new Map(sources.map((source) => [source.id, source.name])),
      scale: scaleOf(runs, clock),
      loadedAt,
      asOf: list.paused ? query.dataUpdatedAt : null,
    }),
    [sources, runs, clock, loadedAt, list.paused, query.dataUpdatedAt],
  );
  const change = useCallback(
    (next: RunListParams) => {
      scroller.current?.scrollTo({ top: 0 });
      setParams(next);
    },
    [setParams],
  );
  const nameOf = (kind: 'assistant' | 'source', id: string) =>
    (kind === 'source' ? view.sourceNames.get(id) : runs.find((run) => run.assistantId === id)?.assistantName) ?? id;

  // Outside React: the keyboard of the page.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (commandKey(event) !== '/') return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const waiting = query.isPending || (runs.length === 0 && list.walking);
  return (
    <main id={MAIN_ID} tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
      <div ref={scroller} className="relative min-h-0 flex-1 overflow-x-clip overflow-y-auto">
        <div ref={head} className={stays ? 'sticky top-0 z-20 bg-canvas' : ''}>
          <PageHead
            total={query.isPending ? null : total}
            failed={list.failed}
            active={list.paused ? 0 : runs.filter((run) => !isTerminal(run)).length}
            sources={sources}
          />
          <FilterBar params={params} onChange={change} runs={runs} sources={sources} field={field} />
        </div>
        <div ref={notes}>
          <SourceNotices sources={sources} notices={list.sources.notices} />
          {query.isError && query.data ? (
            <StaleNotice
              paused={list.paused}
              error={query.error}
              updatedAt={query.dataUpdatedAt}
              onRetry={list.again}
            />
          ) : null}
        </div>
        <Announcement
          text={waiting || total === null ? '' : `${counted(total)}${list.failed ? `, ${list.failed} failed` : ''}`}
        />
        {query.isError && !query.data ? (
          <ListError error={query.error} onRetry={list.again} />
        ) : waiting ? (
          <RunListSkeleton />
        ) : runs.length === 0 ? (
          <NoRuns params={params} onChange={change} sources={sources} nameOf={nameOf} />
        ) : (
          <ListViewContext value={view}>
            <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'opacity-60' : ''}>
              <RunTable
                runs={runs}
                total={total}
                params={params}
                onChange={change}
                viewport={{
                  element: scroller,
                  above: headHeight + notesHeight,
                  stays: stays ? headHeight : 0,
                }}
              />
            </div>
            {query.hasNextPage ? <EndMarker onNear={list.loadMore} /> : null}
          </ListViewContext>
        )}
      </div>
      <Keys />
    </main>
  );
}

/** Tells screen readers how many runs there are, at most every 5 seconds. */
function Announcement({ text }: { text: string }) {
  return (
    <p role="status" className="sr-only">
      {useSpaced(text, 5000)}
    </p>
  );
}

function Keys() {
  const keys = [
    { keys: ['J', 'K'], does: 'move' },
    { keys: ['↵'], does: 'open' },
    { keys: ['/'], does: 'filter' },
    { keys: [useShortcut()], does: 'open by ID' },
  ];
  return (
    <KeysFooter keys={keys}>
      {PHASE_LEGEND.map(({ name, className }) => (
        <span key={name} className="inline-flex items-center gap-[5px] first-letter:uppercase">
          <i aria-hidden className={`size-2 flex-none rounded-bar ${className}`} />
          {name}
        </span>
      ))}
    </KeysFooter>
  );
}
