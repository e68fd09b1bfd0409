'use client';

import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTransport } from '#lib/client/live-state.ts';
import { useRunList } from '#lib/client/use-run-list.ts';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { formatRunListParams, parseRunListParams, type RunListParams } from '#lib/contract/run-list-params.ts';
import { isGoingOn, type Run } from '#lib/domain/run.ts';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { SelectionContext } from '../table/row-selection.ts';
import { useMedia } from '../ui/use-media.ts';
import type { RowCursor } from '../table/use-row-cursor.ts';
import { classNames } from '../ui/class-names.ts';
import { Segmented } from '../ui/segmented.tsx';
import { FilterBar } from './filter-bar.tsx';
import { GroupSkeleton } from './group-skeleton.tsx';
import { useSaidCounts } from './list-commands.ts';
import { PageHead } from './page-head.tsx';
import { PHASE_LEGEND } from './phase-bar.tsx';
import { RunHistogram } from './run-histogram.tsx';
import { StaleNotice } from './run-list-states.tsx';
import { isWaiting, mayYetFind, RunRows } from './run-rows.tsx';
import { SourceNotices } from './source-notices.tsx';
import { useHeight } from './use-height.ts';
import { useKeptPlace } from '../ui/use-kept-place.ts';
import { useListSelection } from './use-list-selection.ts';
import { useViewCommands } from './use-view-commands.ts';

const SelectionBar = lazy(async () => ({ default: (await import('./selection-bar.tsx')).SelectionBar }));
const GroupRows = lazy(async () => ({ default: (await import('./group-rows.tsx')).GroupRows }));

/** Head and filters stay while the rows scroll, where the window is large enough for both; the histogram where it is larger. */
const ROOMY = '(width >= 45.0625rem) and (height >= 30rem)';
const TALL = '(width >= 45.0625rem) and (height >= 42rem)';

const NO_RUNS: Run[] = [];

const GROUPINGS = [
  { id: 'none' as const, label: 'Runs' },
  { id: 'thread' as const, label: 'By thread' },
  { id: 'failure' as const, label: 'By failure' },
];

const PAGES = {
  runs: { title: 'Runs', parse: parseRunListParams, format: formatRunListParams },
  failures: {
    title: 'Failures',
    parse: (query: URLSearchParams): RunListParams => ({ ...parseRunListParams(query), group: 'failure' }),
    format: (params: RunListParams) => formatRunListParams({ ...params, group: 'none' }),
  },
};

/** The list of runs, or of failures that are alike. `loadedAt` is the server's clock when it made the page, in ms since 1970. */
export function RunListScreen({ loadedAt, page = 'runs' }: { loadedAt: number; page?: keyof typeof PAGES }) {
  const { title, parse, format } = PAGES[page];
  const [params, setParams] = useUrlState(parse, format);
  const list = useRunList(params);
  const { runs, total, query } = list;
  const sources = list.sources.items;
  const grouped = params.group !== 'none';
  const scroller = useRef<HTMLDivElement>(null);
  useKeptPlace(scroller);
  const cursor = useRef<RowCursor>(null);
  const { selected, work } = useListSelection(cursor, grouped ? NO_RUNS : runs);
  const { selection } = selected;
  const [head, headHeight] = useHeight();
  const [plot, plotHeight] = useHeight();
  const [notes, notesHeight] = useHeight();
  const stays = useMedia(ROOMY);
  const plotStays = useMedia(TALL);
  const [clock, setClock] = useState(loadedAt);
  if (query.dataUpdatedAt > clock) setClock(query.dataUpdatedAt);

  const { mode } = useTransport();
  const change = useCallback(
    (next: RunListParams) => {
      scroller.current?.scrollTo({ top: 0 });
      setParams(next);
    },
    [setParams],
  );
  useViewCommands(change);
  const waiting = !grouped && isWaiting(list, params);
  useSaidCounts(formatRunListParams(params), waiting || query.isPlaceholderData ? null : total, list.failed);
  const histogram = (
    <div ref={plot} className="flow-root bg-canvas">
      <RunHistogram params={params} onChange={change} now={clock} />
    </div>
  );
  const viewport = {
    element: scroller,
    above: headHeight + plotHeight * (plotStays ? 0 : 1) + notesHeight,
    stays: stays ? headHeight : 0,
  };
  return (
    <main id={MAIN_ID} tabIndex={-1} className="relative flex min-h-0 min-w-0 flex-col outline-none">
      <div ref={scroller} className="relative min-h-0 flex-1 overflow-x-clip overflow-y-auto bg-panel">
        <div ref={head} className={classNames('flow-root bg-canvas', stays && 'sticky top-0 z-20')}>
          <PageHead
            title={title}
            counts={{ total, tooMany: list.tooMany, failed: list.failed, pending: isWaiting(list, params) && !total }}
            active={list.paused ? 0 : runs.filter(isGoingOn).length}
            sources={sources}
          >
            {page === 'runs' ? (
              <Segmented
                label="Rows"
                options={GROUPINGS}
                value={params.group}
                onChange={(group) => change({ ...params, group })}
                size="md"
              />
            ) : null}
          </PageHead>
          <FilterBar params={params} onChange={change} runs={runs} sources={sources} />
          {plotStays ? histogram : null}
        </div>
        {plotStays ? null : histogram}
        <div ref={notes}>
          <SourceNotices list={list.sources} />
          {(query.isError || mode === 'unreachable') && query.data ? (
            <StaleNotice
              paused={list.paused}
              error={query.error}
              updatedAt={query.dataUpdatedAt}
              onRetry={list.again}
            />
          ) : null}
        </div>
        {grouped ? (
          <Suspense fallback={<GroupSkeleton by={params.group} />}>
            <GroupRows
              params={params}
              onChange={change}
              viewport={viewport}
              sources={sources}
              waiting={mayYetFind(list, params)}
            />
          </Suspense>
        ) : (
          <SelectionContext value={selected}>
            <RunRows
              list={list}
              params={params}
              onChange={change}
              viewport={viewport}
              cursor={cursor}
              clock={clock}
              loadedAt={loadedAt}
            />
            {selection.ids.size > 0 ? <div className="h-18" /> : null}
          </SelectionContext>
        )}
      </div>
      {selection.ids.size > 0 || work.progress.state !== 'idle' ? (
        <Suspense>
          <SelectionBar count={selection.ids.size} onClear={selection.clear} work={work} />
        </Suspense>
      ) : null}
      <KeysFooter>{grouped ? null : <Legend />}</KeysFooter>
    </main>
  );
}

function Legend() {
  return PHASE_LEGEND.map(({ name, className }) => (
    <span key={name} className="inline-flex items-center gap-[5px] first-letter:uppercase">
      <i aria-hidden className={`size-2 flex-none rounded-bar ${className}`} />
      {name}
    </span>
  ));
}
