'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import { useHiddenColumns } from '#lib/client/hidden-columns.ts';
import { useRunList } from '#lib/client/use-run-list.ts';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { formatRunListParams, parseRunListParams, type RunListParams } from '#lib/contract/run-list-params.ts';
import { isTerminal } from '#lib/domain/run.ts';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { EndMarker } from '../table/end-marker.tsx';
import { useMedia } from '../table/use-media.ts';
import type { RowCursor } from '../table/use-row-cursor.ts';
import { FilterBar } from './filter-bar.tsx';
import { useListCommands, useSaidCounts } from './list-commands.ts';
import { ListViewContext } from './list-view.ts';
import { PageHead } from './page-head.tsx';
import { PHASE_LEGEND } from './phase-bar.tsx';
import { scaleOf } from '#lib/domain/run-length.ts';
import { RunListSkeleton } from './run-list-skeleton.tsx';
import { ListError, NoRuns, StaleNotice } from './run-list-states.tsx';
import { RunTable } from './run-table.tsx';
import { SourceNotices } from './source-notices.tsx';
import { useHeight } from './use-height.ts';

/** Head and filters stay while the rows scroll, where the window is large enough for both. */
const ROOMY = '(width >= 45.0625rem) and (height >= 30rem)';

/** The list of runs. `loadedAt` is the server's clock when it made the page, in ms since 1970. */
export function RunListScreen({ loadedAt }: { loadedAt: number }) {
  const [params, setParams] = useUrlState(parseRunListParams, formatRunListParams);
  const hidden = useHiddenColumns();
  const list = useRunList(params);
  const { runs, total, query } = list;
  const sources = list.sources.items;
  const scroller = useRef<HTMLDivElement>(null);
  const cursor = useRef<RowCursor>(null);
  const [head, headHeight] = useHeight();
  const [notes, notesHeight] = useHeight();
  const stays = useMedia(ROOMY);
  const [clock, setClock] = useState(loadedAt);
  if (query.dataUpdatedAt > clock) setClock(query.dataUpdatedAt);

  const address = formatRunListParams(params);
  const view = useMemo(
    () => ({
      query: address,
      sourceNames: new Map(sources.map((source) => [source.id, source.name])),
      scale: scaleOf(runs, clock),
      loadedAt,
      asOf: list.paused ? query.dataUpdatedAt : null,
    }),
    [address, sources, runs, clock, loadedAt, list.paused, query.dataUpdatedAt],
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

  const waiting = query.isPending || (runs.length === 0 && list.walking);
  useListCommands(cursor, runs);
  useSaidCounts(address, waiting || query.isPlaceholderData ? null : total, list.failed);
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
          <FilterBar params={params} onChange={change} runs={runs} sources={sources} />
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
        {query.isError && !query.data ? (
          <ListError error={query.error} onRetry={list.again} />
        ) : waiting ? (
          <RunListSkeleton hidden={hidden} />
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
                  cursor,
                }}
              />
            </div>
            {query.hasNextPage ? <EndMarker onNear={list.loadMore} /> : null}
          </ListViewContext>
        )}
      </div>
      <KeysFooter>
        {PHASE_LEGEND.map(({ name, className }) => (
          <span key={name} className="inline-flex items-center gap-[5px] first-letter:uppercase">
            <i aria-hidden className={`size-2 flex-none rounded-bar ${className}`} />
            {name}
          </span>
        ))}
      </KeysFooter>
    </main>
  );
}
