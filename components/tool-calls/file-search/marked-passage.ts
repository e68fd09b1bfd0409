import type { ChunkRange, ResultUse } from '#lib/domain/citations-model.ts';

/** A piece of a text; `marked` where messages cite it. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** The stretches of one of a result's texts that messages cite, in order, without overlaps. */
export function citedRanges(use: ResultUse | null, content: number): { from: number; to: number }[] {
  const all = (use?.citations ?? []).flatMap(({ match }): readonly ChunkRange[] => match?.passage ?? []);
  const ranges: { from: number; to: number }[] = [];
  for (const { from, to } of all.filter((range) => range.content === content).sort((a, b) => a.from - b.from)) {
    const last = ranges.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else ranges.push({ from, to });
  }
  return ranges;
}

/** Cuts a text at the ranges. What lies beyond the text is left out. */
export function markedPieces(text: string, ranges: readonly { from: number; to: number }[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const push = (to: number, marked: boolean) => {
    if (to > at) pieces.push({ text: text.slice(at, to), marked });
    at = Math.max(at, to);
  };
  for (const { from, to } of ranges) {
    push(Math.min(from, text.length), false);
    push(Math.min(to, text.length), true);
  }
  push(text.length, false);
  return pieces;
}
