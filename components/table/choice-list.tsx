'use client';

import { Search } from 'lucide';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Untrusted } from '../ui/bidi.tsx';
import { classNames } from '../ui/class-names.ts';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';

export interface Choice {
  value: string;
  label: string;
  icon?: ReactNode;
  /** How many rows have it; choices without any stay, dimmed. Absent where it is not counted. */
  count?: number | undefined;
  /** A few words at the end of its line. */
  note?: string | undefined;
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
  findable = choices.length >= MANY,
}: {
  name: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  single?: boolean;
  findable?: boolean;
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
      {findable ? (
        <span className="relative mb-1 flex items-center">
          <Icon of={Search} size={14} className="absolute left-2 text-ink-3" />
          <input
            type="search"
            aria-label={`Find in ${name.toLowerCase()}`}
            placeholder={`Find ${name.toLowerCase()}`}
            value={find}
            onChange={(event) => setFind(event.target.value)}
            className="h-control w-full rounded-control border border-line-strong bg-inset pr-2 pl-7 pointer-coarse:h-11"
          />
        </span>
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
            />
            {choice.icon}
            <span
              className={classNames('min-w-0 flex-1 truncate', choice.count === 0 && 'text-ink-3')}
              title={choice.label}
            >
              <Untrusted text={choice.label} />
            </span>
            {choice.count === undefined ? null : (
              <span className={choice.count === 0 ? 'text-ink-3' : 'text-ink-2'}>{formatCount(choice.count)}</span>
            )}
            {choice.note ? <span className="text-micro text-ink-3">{choice.note}</span> : null}
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
