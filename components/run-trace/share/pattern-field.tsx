'use client';

import { X } from 'lucide';
import { type KeyboardEvent, useState } from 'react';
import { SHARE_WORDS } from '#lib/domain/share.ts';
import { Untrusted } from '../../ui/bidi.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, LINE_INPUT } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Words of one's own to take out, as patterns, and those that were chosen in the preview. */
export function PatternField({
  patterns,
  spots,
  onPatterns,
  onSpots,
}: {
  patterns: readonly string[];
  spots: readonly string[];
  onPatterns: (patterns: string[]) => void;
  onSpots: (spots: string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const add = () => {
    const pattern = typed.trim();
    if (pattern === '' || patterns.length >= SHARE_WORDS.patterns) return;
    onPatterns([...new Set([...patterns, pattern])]);
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // Not the form's own button.
    event.preventDefault();
    add();
  };
  return (
    <div className="grid min-w-0 gap-2">
      <Field
        label="Your own words"
        hint="Capitals do not matter; * stands for up to 100 characters without a space, ? for one, # for a digit. To take out a single spot, mark it in the preview."
      >
        {(control) => (
          <div className="flex gap-2">
            <input
              {...control}
              value={typed}
              maxLength={SHARE_WORDS.pattern}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="Northwind, acct-####"
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={onKeyDown}
              className={LINE_INPUT}
            />
            <Button disabled={typed.trim() === ''} onClick={add} className="pointer-coarse:h-11">
              Add
            </Button>
          </div>
        )}
      </Field>
      {patterns.length + spots.length > 0 ? (
        <ul aria-label="Words to take out" className="flex flex-wrap gap-1.5">
          {patterns.map((text) => (
            <Chip key={text} text={text} onDrop={() => onPatterns(patterns.filter((each) => each !== text))} />
          ))}
          {spots.map((text) => (
            <Chip key={`spot ${text}`} text={text} onDrop={() => onSpots(spots.filter((each) => each !== text))} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Chip({ text, onDrop }: { text: string; onDrop: () => void }) {
  return (
    <li className="inline-flex max-w-full items-center gap-1 rounded-chip border border-line bg-inset pl-2 text-meta">
      <span className="max-w-[40ch] truncate font-mono tracking-[-0.02em]">
        <Untrusted text={text} />
      </span>
      <button
        type="button"
        aria-label={`Leave in ${text.slice(0, 60)}`}
        onClick={onDrop}
        className="grid size-6 flex-none cursor-pointer place-items-center text-ink-3 hover:text-ink pointer-coarse:size-11"
      >
        <Icon of={X} size={12} />
      </button>
    </li>
  );
}
