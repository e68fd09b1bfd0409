import { isKnownWay, KNOWN_WAYS, type KnownFilter, WAY_WORDS } from '#lib/domain/known-id.ts';
import { ChoiceList } from '../table/choice-list.tsx';
import { FilterChip } from '../table/filter-chip.tsx';
import { FindText } from '../table/find-text.tsx';
import { Segmented } from '../ui/segmented.tsx';

const KINDS: { id: KnownFilter['kind']; label: string }[] = [
  { id: 'run', label: 'Runs' },
  { id: 'thread', label: 'Threads' },
];
const WAYS = [{ value: '', label: 'Any way' }, ...KNOWN_WAYS.map((way) => ({ value: way, label: sentence(way) }))];

/** Runs or threads, how they came, and a part of the id. */
export function KnownIdsFilters({
  filter,
  onChange,
}: {
  filter: KnownFilter;
  onChange: (filter: KnownFilter) => void;
}) {
  const { kind, way, text } = filter;
  return (
    <div role="search" aria-label="Filter the known IDs" className="flex flex-wrap items-center gap-1.5 px-3 py-2">
      <Segmented
        label="IDs of"
        size="md"
        options={KINDS}
        value={kind}
        onChange={(next) => onChange({ ...filter, kind: next })}
      />
      <FindText
        value={text}
        onChange={(next) => onChange({ ...filter, text: next })}
        label="Part of an ID"
        placeholder="Part of an ID"
        finds="filter"
      />
      <FilterChip
        name="Came by"
        value={way === null ? 'Any way' : sentence(way)}
        onClear={way === null ? undefined : () => onChange({ ...filter, way: null })}
      >
        <ChoiceList
          name="Came by"
          single
          choices={WAYS}
          chosen={[way ?? '']}
          onChange={([next]) => onChange({ ...filter, way: isKnownWay(next) ? next : null })}
        />
      </FilterChip>
    </div>
  );
}

function sentence(way: keyof typeof WAY_WORDS): string {
  const words = WAY_WORDS[way];
  return words.charAt(0).toUpperCase() + words.slice(1);
}
