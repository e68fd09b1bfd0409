'use client';

import type { AuditParams } from '#lib/contract/audit-params.ts';
import { AUDIT_ACTIONS, isAuditAction } from '#lib/domain/audit.ts';
import { ChoiceList } from '../table/choice-list.tsx';
import { FilterChip } from '../table/filter-chip.tsx';
import { FindText } from '../table/find-text.tsx';
import { ACTION_WORDS } from './audit-words.ts';

const TIMES = [
  { value: '', label: 'Any time' },
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 h' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
];
const ACTIONS = [
  { value: '', label: 'Anything' },
  ...AUDIT_ACTIONS.map((action) => ({ value: action, label: ACTION_WORDS[action] })),
];

/** Who, what and when. */
export function AuditFilters({ params, onChange }: { params: AuditParams; onChange: (params: AuditParams) => void }) {
  const { who, action, from, to } = params;
  const timed = from !== null || to !== null;
  const time = to === null ? TIMES.find(({ value }) => value === (from ?? ''))?.label : undefined;
  return (
    <div role="search" aria-label="Filter the audit trail" className="flex flex-wrap items-center gap-1.5">
      <FindText
        value={who}
        onChange={(next) => onChange({ ...params, who: next })}
        label="Who, as the name begins"
        placeholder="Name begins with"
        finds="filter"
      />
      <FilterChip
        name="What"
        value={action === null ? 'Anything' : ACTION_WORDS[action]}
        onClear={action === null ? undefined : () => onChange({ ...params, action: null })}
      >
        <ChoiceList
          name="What"
          single
          choices={ACTIONS}
          chosen={[action ?? '']}
          onChange={([next]) => onChange({ ...params, action: isAuditAction(next) ? next : null })}
        />
      </FilterChip>
      <FilterChip
        name="Time"
        value={timed ? (time ?? [from, to].filter(Boolean).join(' to ').replaceAll('T', ' ')) : 'Any'}
        onClear={timed ? () => onChange({ ...params, from: null, to: null }) : undefined}
      >
        <ChoiceList
          name="Time"
          single
          choices={TIMES}
          chosen={to === null ? [from ?? ''] : []}
          onChange={([next]) => onChange({ ...params, from: next || null, to: null })}
        />
      </FilterChip>
    </div>
  );
}
