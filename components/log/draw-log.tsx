import type { ReactNode } from 'react';
import { withoutBidi } from '../ui/bidi.tsx';
import { styleOf } from './ansi-style.ts';
import type { LogPiece } from './line-source.ts';

/** A marked part of a line in UTF-16 units; `to` is exclusive, `on` the one in question. */
export interface Mark {
  from: number;
  to: number;
  on: boolean;
}

/** All places of words in a line as they are written, whatever their case; the one at `current` is on. */
export function marksIn(plain: string, words: string, current: number | null): Mark[] {
  const marks: Mark[] = [];
  if (words === '') return marks;
  const pattern = new RegExp(words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi');
  while (pattern.test(plain)) {
    const to = pattern.lastIndex;
    marks.push({ from: to - words.length, to, on: to - words.length === current });
  }
  return marks;
}

/** Draws characters `from` to `to` of a line: pieces in their colours, marks over them. */
export function drawLog(pieces: readonly LogPiece[], from: number, to: number, marks: readonly Mark[]): ReactNode[] {
  const nodes: ReactNode[] = [];
  let at = 0;
  for (const { text, sequences } of pieces) {
    const start = at;
    at += text.length;
    if (at <= from) continue;
    if (start >= to) break;
    const style = styleOf(sequences);
    const parts = drawMarked(text, Math.max(from, start) - start, Math.min(to, at) - start, start, marks);
    if (style === '') nodes.push(...parts);
    else {
      nodes.push(
        <span key={start} className={style}>
          {parts}
        </span>,
      );
    }
  }
  return nodes;
}

function drawMarked(text: string, from: number, to: number, start: number, marks: readonly Mark[]) {
  const nodes: ReactNode[] = [];
  let at = from;
  for (const mark of marks) {
    const left = Math.max(at, mark.from - start);
    const right = Math.min(to, mark.to - start);
    if (left >= right) continue;
    if (left > at) nodes.push(withoutBidi(text.slice(at, left)));
    nodes.push(
      <mark
        key={`${start}:${left}`}
        data-on={mark.on || undefined}
        className={
          mark.on
            ? 'rounded-bar bg-mark-on py-px text-ink shadow-[0_0_0_1px_var(--color-mark-on)]'
            : 'rounded-bar bg-mark py-px text-ink'
        }
      >
        {withoutBidi(text.slice(left, right))}
      </mark>,
    );
    at = right;
  }
  if (at < to) nodes.push(withoutBidi(text.slice(at, to)));
  return nodes;
}
