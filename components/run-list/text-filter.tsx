'use client';

import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { findField } from '../ui/find-fields.ts';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';

const SETTLES_AFTER = 250;

/** Words that runs must contain. The address follows when typing pauses, and at once on Enter; Escape empties the field. */
export function TextFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState({ value, sent: value });
  if (known.value !== value) {
    if (value !== known.sent) setTyped(value);
    setKnown({ value, sent: value });
  }
  const send = (text: string) => {
    setKnown((before) => ({ ...before, sent: text }));
    onChange(text);
  };
  const sendLatest = useEffectEvent(send);
  // Outside React: the timer of a pause in typing.
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => sendLatest(typed), SETTLES_AFTER);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <label className="flex h-control pointer-coarse:h-11 w-[216px] flex-none items-center gap-[7px] rounded-control border border-line-strong bg-panel pr-1.5 pl-[9px] text-ink-3 focus-within:border-accent">
      <Icon of={Search} size={14} />
      <input
        ref={findField}
        data-find="filter"
        type="search"
        aria-label="Filter runs"
        aria-keyshortcuts="/"
        placeholder="Filter runs"
        maxLength={300}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(typed);
          if (event.key !== 'Escape') return;
          if (typed === '') event.currentTarget.blur();
          setTyped('');
        }}
        className="h-full min-w-0 flex-1 bg-transparent text-ink outline-none"
      />
      <Kbd>/</Kbd>
    </label>
  );
}
