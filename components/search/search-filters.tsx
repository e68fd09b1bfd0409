'use client';

import { useQuery } from '@tanstack/react-query';
import { sourcesOptions } from '#lib/client/source-queries.ts';
import type { SearchParams } from '#lib/contract/search-params.ts';
import { RUN_STATUSES } from '#lib/domain/run.ts';
import { StatusGlyph, statusLabel } from '../status/status.tsx';
import { type Choice, ChoiceList } from '../table/choice-list.tsx';
import { FilterChip } from '../table/filter-chip.tsx';
import { FindText } from '../table/find-text.tsx';
import { Untrusted } from '../ui/bidi.tsx';

const TIMES = [
  { value: '', label: 'Any time' },
  { value: '24h', label: 'Last 24 h' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
];
const STATUSES: Choice[] = RUN_STATUSES.map((status) => ({
  value: status,
  label: statusLabel(status),
  icon: <StatusGlyph status={status} size={14} />,
}));

/** The field, and in which runs it searches. */
export function SearchFilters({
  params,
  onChange,
}: {
  params: SearchParams;
  onChange: (params: SearchParams) => void;
}) {
  const { data } = useQuery(sourcesOptions());
  const sources = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const timed = params.from !== null || params.to !== null;
  const time = TIMES.find((each) => each.value === (params.from ?? '') && params.to === null)?.label;
  const chip = (name: string, key: 'status' | 'source', choices: Choice[]) => {
    const labels = params[key].map((value) => choices.find((each) => each.value === value)?.label ?? value);
    return (
      <FilterChip
        name={name}
        value={labels.length === 0 ? 'Any' : <Untrusted text={labels.join(', ')} />}
        onClear={labels.length === 0 ? undefined : () => onChange({ ...params, [key]: [] })}
      >
        <ChoiceList
          name={name}
          choices={choices}
          chosen={params[key]}
          onChange={(next) => onChange({ ...params, [key]: next })}
        />
      </FilterChip>
    );
  };
  return (
    <div className="flex items-center gap-1.5 overflow-x-auto px-gutter py-0.5 pb-3 [scrollbar-width:none] max-desk:flex-wrap">
      <FindText
        value={params.q}
        onChange={(q) => onChange({ ...params, q })}
        label="Search in all runs"
        placeholder="Words, “a phrase”, begin*"
        finds="find"
        size="page"
      />
      <FilterChip
        name="Time"
        value={timed ? (time ?? [params.from, params.to].filter(Boolean).join(' to ').replaceAll('T', ' ')) : 'Any'}
        onClear={timed ? () => onChange({ ...params, from: null, to: null }) : undefined}
      >
        <ChoiceList
          name="Time"
          single
          choices={TIMES}
          chosen={params.to === null ? [params.from ?? ''] : []}
          onChange={([from]) => onChange({ ...params, from: from || null, to: null })}
        />
      </FilterChip>
      {chip('Status', 'status', STATUSES)}
      {sources.length > 1 || params.source.length > 0 ? chip('Source', 'source', sources) : null}
    </div>
  );
}
