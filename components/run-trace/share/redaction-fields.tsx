'use client';

import { type HitCounts, REDACTION_CLASSES, REDACTION_RULES } from '#lib/domain/redaction.ts';
import { formatCount } from '../../ui/format.ts';
import { PatternField } from './pattern-field.tsx';
import { type ShareDraft, toggled } from './share-draft.ts';
import { CLASS_NAMES, RULE_LIMITS, RULE_NAMES } from './share-words.ts';

const GRID = 'grid grid-cols-2 gap-x-3 desk:grid-cols-3';

/** What is taken out: by its form, as a whole class, by one's own words. `counts` is null until it is known. */
export function RedactionFields({
  draft,
  counts,
  onChange,
}: {
  draft: ShareDraft;
  counts: HitCounts | null;
  onChange: (part: Partial<ShareDraft>) => void;
}) {
  return (
    <>
      <fieldset className="min-w-0">
        <legend className="mb-1 text-meta font-medium">Replace wherever it stands</legend>
        <div className={GRID}>
          {REDACTION_RULES.map((rule) => (
            <Check
              key={rule}
              label={RULE_NAMES[rule]}
              count={draft.rules.includes(rule) ? (counts?.[rule] ?? null) : null}
              checked={draft.rules.includes(rule)}
              onChange={(on) => onChange({ rules: toggled(draft.rules, rule, on) })}
            />
          ))}
        </div>
        <p className="mt-1 text-meta text-ink-2">{RULE_LIMITS}</p>
      </fieldset>
      <fieldset className="min-w-0">
        <legend className="mb-1 text-meta font-medium">Leave out as a whole</legend>
        <div className={GRID}>
          {REDACTION_CLASSES.map((name) => (
            <Check
              key={name}
              label={CLASS_NAMES[name]}
              count={null}
              checked={draft.classes.includes(name)}
              onChange={(on) => onChange({ classes: toggled(draft.classes, name, on) })}
            />
          ))}
        </div>
      </fieldset>
      <PatternField
        patterns={draft.patterns}
        spots={draft.spots}
        onPatterns={(patterns) => onChange({ patterns })}
        onSpots={(spots) => onChange({ spots })}
      />
    </>
  );
}

function Check({
  label,
  count,
  checked,
  onChange,
}: {
  label: string;
  count: number | null;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="flex min-h-6 min-w-0 cursor-pointer items-center gap-2 pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="flex-none cursor-pointer accent-accent"
      />
      <span className="min-w-0">{label}</span>
      {count ? <span className="text-micro text-ink-3">{formatCount(count)}</span> : null}
    </label>
  );
}
