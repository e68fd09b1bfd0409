import 'server-only';
import { FOREIGN, INVISIBLE, latinLetter, LOOK_ALIKE, plainCharacter } from './plain-character.ts';
import { ViewPlaces } from './view-places.ts';

/** A text as somebody could read it once it is decoded, and where its units stand in the text itself. */
export interface PlainView {
  text: string;
  /** Range of the text itself that a range of the view stands for. */
  origin(start: number, end: number): { start: number; end: number };
}

const ESC = '\u001b';
/** Escapes of terminals: strings for them (titles, links), control sequences, others. */
const TERMINAL = new RegExp(
  [
    `(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^${ESC}\u0007\u009c\\n]{0,4096}(?:\u0007|\u009c|${ESC}\\\\)?`,
    `(?:${ESC}\\[|\u009b)[0-?]{0,256}[ -/]{0,16}[@-~]?`,
    `${ESC}[ -/]{0,16}[0-Z\\\\^-~]?`,
    '[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f]',
  ].join('|'),
  'y',
);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  commat: '@',
  period: '.',
  colon: ':',
  sol: '/',
  plus: '+',
  hyphen: '-',
  equals: '=',
  lowbar: '_',
};
const ENTITY = /&(?:#0{0,16}(\d{1,7})|#[xX]0{0,16}([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/y;
const ESCAPE =
  /\\{1,8}(?:([0-3][0-7]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([nrt"'/]))/y;
const PERCENT = /(?:%[0-9a-fA-F]{2})+/y;
const ANY = new RegExp(
  `[%&\\\\${ESC}\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f]|${INVISIBLE.source}|${FOREIGN.source}|${LOOK_ALIKE.source}`,
  'u',
);
const MOST_ROUNDS = 4;
const LONGEST_WORD = 300;
const UTF8 = new TextDecoder();

/**
 * The text decoded: percent-encoding, `\u` and other backslash escapes, HTML entities, foreign forms of characters, letters that only
 * look Latin in words that have Latin ones; those of no width and, with
 * `terminal`, what a terminal acts on are left out. What was encoded several times is decoded several times. Null where
 * nothing is encoded.
 */
export function plainView(text: string, terminal: boolean): PlainView | null {
  if (!ANY.test(text)) return null;
  let view: PlainView | null = decodeOnce(text, terminal);
  if (!view) return null;
  for (let round = 1; round < MOST_ROUNDS && ANY.test(view.text); round++) {
    const next: PlainView | null = decodeOnce(view.text, terminal);
    if (!next) break;
    const before: PlainView = view;
    const origin: PlainView['origin'] = (start, end) => {
      const range = next.origin(start, end);
      return before.origin(range.start, range.end);
    };
    view = { text: next.text, origin };
  }
  return view;
}

/** Null where nothing changes. */
function decodeOnce(text: string, terminal: boolean): PlainView | null {
  const marks = new RegExp(ANY, 'gu');
  const words = new Words();
  const parts: string[] = [];
  const places = new ViewPlaces(text.length);
  let done = 0;
  const copy = (to: number) => {
    if (to === done) return;
    parts.push(text.slice(done, to));
    places.copied(to - done, done);
    done = to;
  };
  let changed = false;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const at = mark.index;
    const found = decodeAt(text, at, terminal, words);
    if (!found) continue;
    changed = true;
    copy(at);
    for (const { decoded, length } of found) {
      parts.push(decoded);
      places.decoded(decoded.length, done, done + length);
      done += length;
    }
    marks.lastIndex = done;
  }
  if (!changed) return null;
  copy(text.length);
  return { text: parts.join(''), origin: (start, end) => places.origin(start, end) };
}

const IN_WORD = /[\p{L}\p{M}\p{N}._@+-]/u;

/** The words of a text, asked about from its beginning to its end. */
class Words {
  #end = -1;
  #mixed = false;

  /** Whether the word around a place has letters of ASCII as well: only then another script pretends to be Latin. */
  isMixed(text: string, at: number): boolean {
    if (at < this.#end) return this.#mixed;
    let [start, end] = [at, at];
    while (start > 0 && IN_WORD.test(text.charAt(start - 1)) && at - start < LONGEST_WORD) start--;
    while (end < text.length && IN_WORD.test(text.charAt(end)) && end - at < LONGEST_WORD) end++;
    this.#end = end;
    this.#mixed = /[A-Za-z]/.test(text.slice(start, end));
    return this.#mixed;
  }
}

interface Piece {
  decoded: string;
  /** Units of the encoded form. */
  length: number;
}

/** What stands at a place in its encoded form; null where nothing does. */
function decodeAt(text: string, at: number, terminal: boolean, words: Words): Piece[] | null {
  const character = text.charAt(at);
  if (character === '%') return decodePercent(text, at);
  if (character === '&') {
    ENTITY.lastIndex = at;
    const found = ENTITY.exec(text);
    if (!found) return null;
    const [whole, decimal, hex, name] = found;
    const decoded =
      name === undefined ? fromCode(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)) : ENTITIES[name];
    return decoded === undefined ? null : [{ decoded, length: whole.length }];
  }
  if (character === '\\') {
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(text);
    if (!found) return null;
    const [whole, octal, braced, four, eight, two, letter] = found;
    const code = braced ?? four ?? eight ?? two;
    const number = octal === undefined ? Number.parseInt(code ?? '', 16) : Number.parseInt(octal, 8);
    const decoded = Number.isNaN(number) ? (SHORT[letter ?? ''] ?? letter) : fromCode(number);
    return decoded === undefined ? null : [{ decoded, length: whole.length }];
  }
  const point = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (INVISIBLE.test(point)) return [{ decoded: '', length: point.length }];
  if (FOREIGN.test(point)) {
    const decoded = plainCharacter(point);
    return decoded === point ? null : [{ decoded, length: point.length }];
  }
  if (LOOK_ALIKE.test(point))
    return words.isMixed(text, at) ? [{ decoded: latinLetter(point), length: point.length }] : null;
  if (!terminal) return null;
  TERMINAL.lastIndex = at;
  const found = TERMINAL.exec(text);
  return found && found[0] !== '' ? [{ decoded: '', length: found[0].length }] : null;
}

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Bytes that are no UTF-8 stand for themselves. */
function decodePercent(text: string, at: number): Piece[] | null {
  PERCENT.lastIndex = at;
  const run = PERCENT.exec(text)?.[0];
  if (run === undefined) return null;
  const bytes = Uint8Array.from({ length: run.length / 3 }, (_, i) =>
    Number.parseInt(run.slice(i * 3 + 1, i * 3 + 3), 16),
  );
  const pieces: Piece[] = [];
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    const long = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
    const decoded = UTF8.decode(bytes.subarray(i, i + long));
    const whole = long > 1 && !decoded.includes('\ufffd');
    pieces.push({ decoded: whole ? decoded : String.fromCharCode(first), length: (whole ? long : 1) * 3 });
    i += whole ? long : 1;
  }
  return pieces;
}

function fromCode(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
