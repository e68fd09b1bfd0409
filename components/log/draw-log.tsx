import type { ReactNode } from 'react';
import { withoutBidi } from '../ui/bidi.tsx';
import { styleOf } from './ansi-style.ts';
import type { Hit } from './find-hits.ts';
import type { LogPiece } from './log-lines.ts';

/** Draws characters `from` to `to` of a line: pieces in their colours, hits marked, `current` among them (an index) marked stronger. */
export function drawLog(
  pieces: readonly LogPiece[],
  from: number,
  to: number,
  hits: readonly Hit[],
  current: number,
): ReactNode[] {
  const nodes: ReactNode[] = [];
  let at = 0;
  for (const { text, sequences } of pieces) {
    const start = at;
    at += text.length;
    if (at <= from) continue;
    if (start >= to) break;
    const style = styleOf(sequences);
    const parts = drawMarked(text, Math.max(from, start) - start, Math.min(to, at) - start, start, hits, current);
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

function drawMarked(text: string, from: number, to: number, start: number, hits: readonly Hit[], current: number) {
  const nodes: ReactNode[] = [];
  let at = from;
  for (const [i, hit] of hits.entries()) {
    const left = Math.max(at, hit.from - start);
    const right = Math.min(to, hit.to - start);
    if (left >= right) continue;
    if (left > at) nodes.push(withoutBidi(text.slice(at, left)));
    const on = i === current;
    nodes.push(
      <mark
        key={`${start}:${left}`}
        data-on={on || undefined}
        className={
          on
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
