'use client';

import { useQueryClient } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide';
import Link from 'next/link';
import { lazy, useMemo } from 'react';
import { seenRuns } from '#lib/client/run-list-queries.ts';
import { useSavedViews } from '#lib/client/saved-views.ts';
import { formatRunListParams, parseRunListParams, type RunListParams } from '#lib/contract/run-list-params.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatSearchParams } from '#lib/contract/search-params.ts';
import type { FilterField } from '#lib/domain/filter-value.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import type { SourceInfo } from '#lib/domain/source.ts';
import { statusLabel } from '../status/vocabulary.ts';
import { ChoiceList } from '../table/choice-list.tsx';
import { FilterChip } from '../table/filter-chip.tsx';
import { FindText } from '../table/find-text.tsx';
import { PopoverButton } from '../table/popover-button.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { useHydrated } from '../ui/hydrated.ts';
import { Icon } from '../ui/icon.tsx';
import { knownNames, labelOf } from './filter-choices.ts';
import { isFiltered, withoutFilters } from './filter-words.ts';
import { TIME_PRESETS, timeLabel } from './time-presets.ts';

const FilterMenu = lazy(async () => ({ default: (await import('./filter-menu.tsx')).FilterMenu }));
const ColumnsMenu = lazy(async () => ({ default: (await import('./columns-menu.tsx')).ColumnsMenu }));
const ViewsMenu = lazy(async () => ({ default: (await import('./views-menu.tsx')).ViewsMenu }));

const CHIPS: { name: string; field: FilterField }[] = [
  { name: 'Status', field: 'status' },
  { name: 'Assistant', field: 'assistant' },
  { name: 'Model', field: 'model' },
  { name: 'Source', field: 'source' },
  { name: 'Tool', field: 'tool' },
  { name: 'Error', field: 'error' },
];

/** All filters of the list, then views and columns. Menus are fetched when they are opened and count then. */
export function FilterBar({
  params,
  onChange,
  runs,
  sources,
}: {
  params: RunListParams;
  onChange: (params: RunListParams) => void;
  /** The runs shown now: names are looked for again when they change. */
  runs: readonly Run[];
  sources: readonly SourceInfo[];
}) {
  const client = useQueryClient();
  const local = useHydrated();
  const names = useMemo(() => knownNames(runs.length > 0 ? seenRuns(client) : [], sources), [client, runs, sources]);
  const timed = params.from !== null || params.to !== null;
  return (
    <div className="-mt-1 flex items-center gap-1.5 pt-1 pr-gutter pb-3 max-desk:overflow-x-auto max-desk:[scrollbar-width:none]">
      <div
        role="group"
        aria-label="Filters"
        className="flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto pl-gutter desk:-my-1 desk:py-1 [scrollbar-width:none] max-desk:flex-none max-desk:overflow-visible desk:fade-end"
      >
        <FindText
          value={params.q}
          onChange={(q) => onChange({ ...params, q })}
          label="Filter runs"
          placeholder="Filter runs"
          finds="filter"
        />
        {params.q === '' ? null : (
          <Link href={routes.search(formatSearchParams(params))} prefetch={false} className={buttonClass('ghost')}>
            Show places
          </Link>
        )}
        <FilterChip
          name="Time"
          value={timeLabel(params.from, params.to, local)}
          onClear={timed ? () => onChange({ ...params, from: null, to: null }) : undefined}
        >
          <ChoiceList
            name="Time"
            single
            choices={TIME_PRESETS}
            chosen={params.to === null ? [params.from ?? ''] : []}
            onChange={([from]) => onChange({ ...params, from: from || null, to: null })}
          />
        </FilterChip>
        {CHIPS.filter(({ field }) => field !== 'source' || sources.length > 1 || params.source.length > 0).map(
          ({ name, field }) => {
            const chosen = params[field];
            const label = (value: string) => (field === 'status' ? statusLabel(value) : labelOf(field, value, names));
            return (
              <FilterChip
                key={field}
                name={name}
                value={chosen.length === 0 ? 'Any' : <Untrusted text={chosen.map(label).join(', ')} />}
                onClear={chosen.length === 0 ? undefined : () => onChange({ ...params, [field]: [] })}
              >
                <FilterMenu name={name} field={field} params={params} onChange={onChange} names={names} />
              </FilterChip>
            );
          },
        )}
        {params.thread === null ? null : (
          <FilterChip
            name="Thread"
            value={<Untrusted text={shortId(params.thread)} />}
            onClear={() => onChange({ ...params, thread: null })}
          />
        )}
        {params.fingerprint === null ? null : (
          <FilterChip
            name="Failed alike"
            value={params.fingerprint.slice(0, 8)}
            onClear={() => onChange({ ...params, fingerprint: null })}
          />
        )}
        {isFiltered(params) ? (
          <Button variant="ghost" onClick={() => onChange(withoutFilters(params))}>
            Clear filters
          </Button>
        ) : null}
      </div>
      <ListMenus params={params} onChange={onChange} />
    </div>
  );
}

/** The menus of saved views and of columns. */
function ListMenus({ params, onChange }: { params: RunListParams; onChange: (params: RunListParams) => void }) {
  const query = formatRunListParams(params);
  const { views } = useSavedViews();
  const current = views.find((view) => view.query === query);
  return (
    <>
      <PopoverButton
        name="Views"
        variant="ghost"
        width={284}
        label={<span className="max-w-[140px] truncate">{current ? <Untrusted text={current.name} /> : 'Views'}</span>}
      >
        <ViewsMenu query={query} onOpen={(view) => onChange(parseRunListParams(new URLSearchParams(view)))} />
      </PopoverButton>
      {params.group === 'none' ? (
        <span className="contents max-desk:hidden">
          <PopoverButton
            name="Columns"
            label={
              <>
                <Icon of={SlidersHorizontal} size={14} />
                Columns
              </>
            }
          >
            <ColumnsMenu />
          </PopoverButton>
        </span>
      ) : null}
    </>
  );
}
