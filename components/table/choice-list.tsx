'use client';

import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Untrusted } from '../ui/bidi.tsx';

export interface Choice {
  value: string;
  label: string;
  icon?: ReactNode;
}

/** From so many choices on, a field finds among them. */
const MANY = 8;

/** Choices of a filter's menu: any number of them, or exactly one with `single`. Arrow keys move between them. */
export function ChoiceList({
  name,
  choices,
  chosen,
  onChange,
  single = false,
}: {
  name: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  single?: boolean;
}) {
  const [find, setFind] = useState('');
  const wanted = find.trim().toLowerCase();
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(wanted));
  const toggle = (value: string) => {
    if (single) onChange([value]);
    else onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  };
  return (
    <div onKeyDown={moveByArrows} role="presentation">
      {choices.length >= MANY ? (
        <input
          type="search"
          aria-label={`Find in ${name.toLowerCase()}`}
          placeholder="Find"
          value={find}
          onChange={(event) => setFind(event.target.value)}
          className="mb-1 h-control w-full rounded-control border border-line-strong bg-inset px-2"
        />
      ) : null}
      <div role={single ? 'radiogroup' : 'group'} aria-label={name}>
        {shown.map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-control cursor-pointer pointer-coarse:min-h-11 items-center gap-[9px] rounded-control px-2 text-meta hover:bg-hover has-focus-visible:bg-hover"
          >
            <input
              type={single ? 'radio' : 'checkbox'}
              name={single ? name : undefined}
              checked={chosen.includes(choice.value)}
              onChange={() => toggle(choice.value)}
              className="size-3.5 flex-none accent-accent"
            />
            {choice.icon}
            <span className="min-w-0 flex-1 truncate" title={choice.label}>
              <Untrusted text={choice.label} />
            </span>
          </label>
        ))}
        {shown.length === 0 ? <p className="px-2 py-1.5 text-meta text-ink-2">Nothing to choose from.</p> : null}
      </div>
    </div>
  );
}

function moveByArrows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || (event.target instanceof HTMLInputElement && event.target.type === 'radio')) return;
  const fields = [...event.currentTarget.querySelectorAll('input')];
  const at = fields.findIndex((field) => field === event.target);
  event.preventDefault();
  fields[(at + step + fields.length) % fields.length]?.focus();
}
