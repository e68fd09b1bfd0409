'use client';

import { useId } from 'react';
import { textHead } from '#lib/domain/text-head.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import { SpelledText } from '../../ui/bidi.tsx';
import { Button } from '../../ui/button.tsx';
import { CutNote } from '../../ui/cut-note.tsx';
import { useDisclosure } from '../../ui/disclosure.tsx';
import { splitLines } from '../../ui/split-lines.ts';
import { TextLines } from '../../ui/text-lines.tsx';
import { AsideSection } from './aside-section.tsx';

/** Longer instructions are folded (UTF-16 units). */
const FOLD_OVER = 180;
/** Longer ones are laid out line by line. */
const PROSE_LIMIT = 20_000;

/** What the assistant was told, folded to a few lines. */
export function Instructions({ instructions }: { instructions: LongText }) {
  const [open, setOpen] = useDisclosure('instructions');
  const id = useId();
  const { text } = instructions;
  const long = text.length > FOLD_OVER || text.split('\n', 5).length > 4;
  return (
    <AsideSection title="Instructions">
      <div id={id} className="px-2 py-1 text-ink-2">
        {open && text.length > PROSE_LIMIT ? (
          <div className="overflow-hidden rounded-control border border-line">
            <TextLines lines={splitLines(text)} label="Instructions" wrap />
          </div>
        ) : (
          <p className={`wrap-anywhere whitespace-pre-wrap ${long && !open ? 'line-clamp-4' : ''}`}>
            <SpelledText text={open ? text : textHead(text, 1000)} />
          </p>
        )}
        {open ? <CutNote cut={{ truncated: instructions.truncated, bytes: instructions.bytes }} /> : null}
      </div>
      {long ? (
        <Button size="sm" variant="ghost" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : 'Show all'}
        </Button>
      ) : null}
    </AsideSection>
  );
}
