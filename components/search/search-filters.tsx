'use client';

import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { sourcesOptions } from '#lib/client/source-queries.ts';
import type { SearchParams } from '#lib/contract/search-params.ts';
import { RUN_STATUSES } from '#lib/domain/run.ts';
import { StatusGlyph, statusLabel } from '../status/status.tsx';
import { type Choice, ChoiceList } from '../table/choice-list.tsx';
import { FilterChip } from '../table/filter-chip.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { findField } from '../ui/find-fields.ts';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';

const SETTLES_AFTER = 250;
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
      <SearchField value={params.q} onChange={(q) => onChange({ ...params, q })} />
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

/** The words. The address follows when typing pauses, and at once on Enter; Escape empties the field. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState({ value, sent: value });
  if (known.value !== value) {
    if (value !== known.sent) setTyped(value);
    setKnown({ value, sent: value });
  }
  const send = (text: string) => {
    setKnown((before) => ({ ...before, sent: text.trim() }));
    onChange(text.trim());
  };
  const sendLatest = useEffectEvent(send);
  // Outside React: the timer of a pause in typing.
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => sendLatest(typed), SETTLES_AFTER);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <label className="flex h-9 w-[min(560px,100%)] flex-none items-center gap-2 rounded-control border border-line-strong bg-panel pr-2 pl-3 text-ink-3 pointer-coarse:h-11 focus-within:border-accent">
      <Icon of={Search} />
      <input
        ref={findField}
        data-find="find"
        type="search"
        aria-label="Search in all runs"
        aria-keyshortcuts="/"
        placeholder="Words, “a phrase”, begin*"
        maxLength={300}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this field
        autoFocus={value === ''}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(typed);
          if (event.key !== 'Escape') return;
          if (typed === '') event.currentTarget.blur();
          setTyped('');
        }}
        className="h-full min-w-0 flex-1 bg-transparent text-prose text-ink outline-none"
      />
      <Kbd>/</Kbd>
    </label>
  );
}
