'use client';

import { Search } from 'lucide';
import { useEffect, useEffectEvent, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { findField } from '../ui/find-fields.ts';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';

const SETTLES_AFTER = 250;

const SIZES = {
  chip: { box: 'h-control w-[216px] gap-[7px] pr-1.5 pl-[9px]', icon: 14, text: '' },
  page: { box: 'h-9 w-[min(560px,100%)] gap-2 pr-2 pl-3', icon: 16, text: 'text-prose' },
};

/**
 * A field for words to find, reached by `/`: among filters, or as what a `page` is for, which it then begins with. The value
 * follows when typing pauses, and at once on Enter; Escape empties the field. White space at the ends does not count.
 */
export function FindText({
  value,
  onChange,
  label,
  placeholder,
  finds,
  size = 'chip',
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder: string;
  /** What the key does, in the footer. */
  finds: 'filter' | 'find';
  size?: keyof typeof SIZES;
}) {
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
  const { box, icon, text } = SIZES[size];
  return (
    <label
      className={classNames(
        'flex flex-none items-center rounded-control border border-line-strong bg-panel text-ink-3 outline-offset-1 outline-accent pointer-coarse:h-11 has-[input:focus-visible]:outline-2',
        box,
      )}
    >
      <Icon of={Search} size={icon} />
      <input
        ref={findField}
        data-find={finds}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        maxLength={300}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this field
        autoFocus={size === 'page' && value === ''}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(typed);
          if (event.key !== 'Escape') return;
          if (typed === '') event.currentTarget.blur();
          setTyped('');
        }}
        className={classNames('h-full min-w-0 flex-1 bg-transparent text-ink outline-none', text)}
      />
      <Kbd>/</Kbd>
    </label>
  );
}
