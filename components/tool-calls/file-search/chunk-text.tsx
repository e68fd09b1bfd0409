'use client';

import { Fragment } from 'react';
import { textHead } from '#lib/domain/text-head.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import { withoutTurns } from '../../ui/bidi.tsx';
import { Button } from '../../ui/button.tsx';
import { useDisclosure } from '../../ui/disclosure.tsx';
import { CutNote } from '../../ui/cut-note.tsx';
import { splitLines } from '../../ui/split-lines.ts';
import { TextLines } from '../../ui/text-lines.tsx';
import { useWantedIn } from '../../ui/wanted-words.ts';
import { cutOf, type ToolCallContext } from '../renderer.ts';
import { markedPieces } from './marked-passage.ts';

/** Texts of more characters or lines are folded to eight lines. */
const FOLD_CHARACTERS = 600;
const FOLD_LINES = 8;
/** A passage over this many characters is laid out as lines of text that scroll. */
const PROSE_LIMIT = 20_000;

/**
 * The text of a passage with what messages cite of it marked, folded when it is long. Folded text stays in the page, so
 * that it can be found there.
 */
export function ChunkText({
  text,
  name,
  cited,
  context,
}: {
  text: LongText;
  /** Its place among the texts of the passage. */
  name: string;
  cited: readonly { from: number; to: number }[];
  context: ToolCallContext;
}) {
  const wanted = useWantedIn(text.text);
  // What is cited further down, or was searched for, would be folded away.
  const [open, setOpen] = useDisclosure(name, wanted || cited.some(({ to }) => to > FOLD_CHARACTERS));
  const huge = text.text.length > PROSE_LIMIT;
  const long = text.text.length > FOLD_CHARACTERS || text.text.split('\n', FOLD_LINES + 1).length > FOLD_LINES;
  return (
    <div className="grid gap-1">
      {open && huge ? (
        <div className="overflow-hidden rounded-control border border-line">
          <TextLines lines={splitLines(text.text)} label="Text of the passage" name={name} wrap />
        </div>
      ) : (
        <p className={`wrap-anywhere whitespace-pre-wrap text-ink-2 ${long && !open ? 'line-clamp-8' : ''}`}>
          <bdi>
            {markedPieces(textHead(text.text, PROSE_LIMIT), cited).map((piece, i) =>
              piece.marked ? (
                <mark key={i} className="rounded-bar bg-mark py-px text-ink">
                  {withoutTurns(piece.text)}
                </mark>
              ) : (
                <Fragment key={i}>{withoutTurns(piece.text)}</Fragment>
              ),
            )}
          </bdi>
        </p>
      )}
      {long ? (
        <div>
          <Button size="sm" variant="ghost" className="-ml-2" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Show less' : 'Show all'}
          </Button>
        </div>
      ) : null}
      <CutNote cut={cutOf(text, context)} />
    </div>
  );
}
