'use client';

import { Plus, X } from 'lucide';
import { useRef } from 'react';
import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Field, LINE_INPUT } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { countPairs, type Pair, pairFault } from './metadata-pairs.ts';

/** Pairs of metadata, counted. */
export function MetadataEditor({ pairs, onChange }: { pairs: readonly Pair[]; onChange: (pairs: Pair[]) => void }) {
  const list = useRef<HTMLOListElement>(null);
  const count = countPairs(pairs);
  const set = (place: number, change: Partial<Pair>) =>
    onChange(pairs.map((pair, i) => (i === place ? { ...pair, ...change } : pair)));
  const add = () => {
    onChange([...pairs, { key: '', value: '' }]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
  };
  const remove = (place: number) => {
    onChange(pairs.filter((_, i) => i !== place));
    requestAnimationFrame(() => list.current?.parentElement?.querySelector<HTMLElement>('[data-add]')?.focus());
  };
  return (
    <div className="grid min-w-0 gap-2">
      <ol ref={list} aria-label="Metadata" className="grid min-w-0 gap-2 empty:hidden">
        {pairs.map((pair, place) => (
          // Pairs have nothing but their place: keys change while they are typed.
          // oxlint-disable-next-line react/no-array-index-key
          <li
            key={place}
            className="grid grid-cols-[minmax(0,1fr)_28px] items-start gap-x-2 gap-y-1.5 max-desk:border-b max-desk:border-line max-desk:pb-2 desk:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_28px]"
          >
            <Field
              label={`Key ${place + 1}`}
              note={`${pair.key.length} / ${OPERATE_LIMITS.key}`}
              fault={pairFault(pairs, place)}
            >
              {(control) => (
                <input
                  {...control}
                  value={pair.key}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) => set(place, { key: event.target.value })}
                  className={`${LINE_INPUT} font-mono text-meta`}
                />
              )}
            </Field>
            <Field
              label={`Value ${place + 1}`}
              note={`${pair.value.length} / ${OPERATE_LIMITS.value}`}
              className="max-desk:col-start-1"
            >
              {(control) => (
                <input
                  {...control}
                  value={pair.value}
                  autoComplete="off"
                  onChange={(event) => set(place, { value: event.target.value })}
                  className={LINE_INPUT}
                />
              )}
            </Field>
            <IconButton
              label={`Remove pair ${place + 1}`}
              onClick={() => remove(place)}
              className="mt-[22px] max-desk:col-start-2 max-desk:row-start-1"
            >
              <Icon of={X} />
            </IconButton>
          </li>
        ))}
      </ol>
      <div className="flex items-center gap-2">
        <Button data-add size="sm" onClick={add} aria-disabled={pairs.length >= OPERATE_LIMITS.pairs}>
          <Icon of={Plus} size={14} /> Add a pair
        </Button>
        <span className={count > OPERATE_LIMITS.pairs ? 'text-meta text-fail' : 'text-meta text-ink-2'}>
          {count} of {OPERATE_LIMITS.pairs}
        </span>
      </div>
    </div>
  );
}
