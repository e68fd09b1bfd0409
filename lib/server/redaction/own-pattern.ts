import 'server-only';
import { checkCount, type Found } from './found.ts';

/** How many characters a `*` stands for at most. */
const LONGEST_GAP = 100;

type Unit = { is: 'text'; text: string } | { is: 'any' } | { is: 'digit' };

/** A pattern of one's own, ready to be looked for. */
export type OwnPattern = (text: string) => Found[];

/**
 * Reads a pattern: letters in either case; `*` up to 100 characters without white space, `?` one such, `#` a digit; a backslash makes
 * the next character an ordinary one. Looking for it takes a time that grows with the text only. Null for a pattern of nothing
 * but stars.
 */
export function ownPattern(pattern: string): OwnPattern | null {
  const pieces = piecesOf(pattern);
  if (pieces.length === 0) return null;
  return (text) => {
    const folded = fold(text);
    const found: Found[] = [];
    for (let at = 0; at < folded.length; ) {
      const end = matchAt(folded, at, pieces);
      if (end === -1) at++;
      else {
        checkCount(found.length);
        found.push({ start: at, end, value: folded.slice(at, end) });
        at = Math.max(end, at + 1);
      }
    }
    return found;
  };
}

/** Pieces between stars. */
function piecesOf(pattern: string): Unit[][] {
  const pieces: Unit[][] = [[]];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const piece = pieces.at(-1) ?? [];
    if (character === '*') pieces.push([]);
    else if (character === '?') piece.push({ is: 'any' });
    else if (character === '#') piece.push({ is: 'digit' });
    else {
      const escaped = character === '\\' && at + 1 < pattern.length;
      if (escaped) at++;
      piece.push({ is: 'text', text: fold(escaped ? pattern.charAt(at) : character) });
    }
  }
  const filled = pieces.filter((piece) => piece.length > 0);
  return filled.every((piece) => piece.every(({ is }) => is === 'any')) ? [] : filled;
}

/** Where a match that begins here ends; -1 for none. The first place of every piece is the best: pieces have a fixed length. */
function matchAt(text: string, start: number, pieces: readonly Unit[][]): number {
  const [head = [], ...rest] = pieces;
  let end = pieceEnd(text, start, head);
  for (const piece of rest) {
    if (end === -1) return -1;
    let next = -1;
    for (let at = end; at <= end + LONGEST_GAP && next === -1; at++) {
      next = pieceEnd(text, at, piece);
      if (next === -1 && isSpace(text.charAt(at))) return -1;
    }
    end = next;
  }
  return end;
}

function pieceEnd(text: string, start: number, piece: readonly Unit[]): number {
  if (start + piece.length > text.length) return -1;
  for (const [i, unit] of piece.entries()) {
    const character = text.charAt(start + i);
    if (
      unit.is === 'text' ? character !== unit.text : unit.is === 'digit' ? !/\d/.test(character) : isSpace(character)
    ) {
      return -1;
    }
  }
  return start + piece.length;
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}

/** Lower case, unit by unit: a letter that gets longer stays as it is, so that places stay. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from({ length: text.length }, (_, i) => {
    const one = text.charAt(i).toLowerCase();
    return one.length === 1 ? one : text.charAt(i);
  }).join('');
}
