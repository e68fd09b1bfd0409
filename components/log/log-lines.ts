import { splitLines } from '../ui/split-lines.ts';
import { stripControls } from './strip-controls.ts';

const ESC = '\u001b';
const SGR = new RegExp(`${ESC}\\[([\\d;]*)m`, 'g');
/** Sequences that are remembered without a reset between them; older ones are forgotten. */
const CARRY_LIMIT = 24;
/** A line with more changes of colour than this is shown plain from there on. */
const PIECE_LIMIT = 2000;

/** A piece of a line with the SGR sequences that hold for it, empty for none. */
export interface LogPiece {
  text: string;
  sequences: string;
}

/** A log in lines, ready to be shown and searched. `pieces` reads the colours of one line when it is shown. */
export interface LogLines {
  /** Text without any control sequence. */
  plain: string[];
  pieces: (line: number) => LogPiece[];
}

/**
 * Reads a log. Colours last until they are changed, across lines, so one pass notes for every line what holds at its start;
 * the lines themselves are read when they are seen.
 */
export function readLog(text: string): LogLines {
  const clean = stripControls(text);
  const lines = splitLines(clean);
  if (!clean.includes(ESC)) {
    return { plain: lines, pieces: (line) => [{ text: lines[line] ?? '', sequences: '' }] };
  }
  const starts = new Map<number, readonly string[]>();
  const plain: string[] = [];
  let carry: readonly string[] = [];
  for (const [number, line] of lines.entries()) {
    if (carry.length > 0 || line.includes(ESC)) starts.set(number, carry);
    plain.push(line.replace(SGR, ''));
    for (const [sequence, parameters = ''] of line.matchAll(SGR)) carry = carryOn(carry, sequence, parameters);
  }
  const seen = new Map<number, LogPiece[]>();
  return {
    plain,
    pieces: (line) => {
      const start = starts.get(line);
      if (start === undefined) return [{ text: plain[line] ?? '', sequences: '' }];
      const before = seen.get(line);
      if (before) return before;
      if (seen.size > 500) seen.clear();
      const pieces = readPieces(lines[line] ?? '', start);
      seen.set(line, pieces);
      return pieces;
    },
  };
}

/** What holds after one more sequence: one with a reset in it forgets all before it, and the same one counts once. */
function carryOn(carry: readonly string[], sequence: string, parameters: string): readonly string[] {
  const codes = parameters.replace(/[34]8;(?:5;\d+|2;\d+;\d+;\d+)/g, 'colour').split(';');
  if (codes.some((code) => code === '' || Number(code) === 0)) {
    return codes.every((code) => code === '' || Number(code) === 0) ? [] : [sequence];
  }
  return [...carry.filter((each) => each !== sequence), sequence].slice(-CARRY_LIMIT);
}

function readPieces(line: string, start: readonly string[]): LogPiece[] {
  const pieces: LogPiece[] = [];
  let carry = start;
  let at = 0;
  const push = (text: string) => {
    if (text !== '') pieces.push({ text, sequences: carry.join('') });
  };
  for (const match of line.matchAll(SGR)) {
    push(line.slice(at, match.index));
    at = match.index + match[0].length;
    carry = carryOn(carry, match[0], match[1] ?? '');
    if (pieces.length >= PIECE_LIMIT) break;
  }
  push(line.slice(at).replace(SGR, ''));
  return pieces;
}
