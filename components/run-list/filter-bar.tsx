'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { seenRuns } from '#lib/client/run-list-queries.ts';
import type { RunListParams } from '#lib/contract/run-list-params.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import type { SourceInfo } from '#lib/domain/source.ts';
import { type Choice, ChoiceList } from '../table/choice-list.tsx';
import { FilterChip } from '../table/filter-chip.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { filterChoices } from './filter-choices.ts';
import { isFiltered, withoutFilters } from './filter-words.ts';
import { statusChoices } from './status-choices.tsx';
import { TextFilter } from './text-filter.tsx';
import { TIME_PRESETS, timeLabel } from './time-presets.ts';

/** All filters of the list. Menus offer what the runs seen so far hold. */
export function FilterBar({
  params,
  onChange,
  runs,
  sources,
}: {
  params: RunListParams;
  onChange: (params: RunListParams) => void;
  /** The runs shown now: the menus look again when they change. */
  runs: readonly Run[];
  sources: readonly SourceInfo[];
}) {
  const client = useQueryClient();
  const choices = useMemo(
    () => filterChoices(runs.length > 0 ? seenRuns(client) : [], params, sources),
    [client, runs, params, sources],
  );
  const chip = (
    name: string,
    key: 'status' | 'assistant' | 'model' | 'source' | 'tool',
    offered: readonly Choice[],
  ): ReactNode => {
    const chosen = params[key];
    const change = (next: string[]) => onChange({ ...params, [key]: next });
    const labels = chosen.map((value) => offered.find((choice) => choice.value === value)?.label ?? value);
    return (
      <FilterChip
        name={name}
        value={chosen.length === 0 ? 'Any' : <Untrusted text={labels.join(', ')} />}
        onClear={chosen.length === 0 ? undefined : () => change([])}
      >
        <ChoiceList name={name} choices={offered} chosen={chosen} onChange={change} />
      </FilterChip>
    );
  };
  const timed = params.from !== null || params.to !== null;
  return (
    <div
      role="group"
      aria-label="Filters"
      className="flex items-center gap-1.5 overflow-x-auto px-gutter pt-0.5 pb-3 [scrollbar-width:none]"
    >
      <TextFilter value={params.q} onChange={(q) => onChange({ ...params, q })} />
      <FilterChip
        name="Time"
        value={timeLabel(params.from, params.to)}
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
      {chip('Status', 'status', statusChoices(choices.status))}
      {chip('Assistant', 'assistant', choices.assistant)}
      {chip('Model', 'model', choices.model)}
      {sources.length > 1 || params.source.length > 0 ? chip('Source', 'source', choices.source) : null}
      {chip('Tool', 'tool', choices.tool)}
      {params.thread === null ? null : (
        <FilterChip
          name="Thread"
          value={<Untrusted text={shortId(params.thread)} />}
          onClear={() => onChange({ ...params, thread: null })}
        />
      )}
      {isFiltered(params) ? (
        <Button variant="ghost" onClick={() => onChange(withoutFilters(params))}>
          Clear filters
        </Button>
      ) : null}
    </div>
  );
}
