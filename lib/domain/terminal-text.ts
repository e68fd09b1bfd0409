const ESC = '\u001b';
const END = `(?:\u0007|\u009c|${ESC}\\\\)`;

/** Anything a terminal would act on. */
const CONTROL = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]');

/**
 * In this order: strings for the terminal (titles, OSC 8 links, device control; an unfinished one ends with its line), control
 * sequences (cursor, screen, colours), other escapes, and single control characters but for tab and line feed.
 */
const SEQUENCE = new RegExp(
  [
    `(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^${ESC}\u0007\u009c\\n]*${END}?`,
    `(?:${ESC}\\[|\u009b)([0-?]*)[ -/]*([@-~]?)`,
    `${ESC}[ -/]*[0-Z\\\\^-~]?`,
    '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]',
  ].join('|'),
  'g',
);

/** A sequence that sets colours or weight (SGR), as `stripControls` leaves it. */
const COLOUR = new RegExp(`${ESC}\\[([\\d;]*)m`, 'g');
/** Sequences that are remembered without a reset between them; older ones are forgotten. */
const CARRY_LIMIT = 24;
/** A line with more changes of colour than this is shown plain from there on. */
const PIECE_LIMIT = 2000;

/** SGR sequences that hold at some place of a text, oldest first. */
export type Colours = readonly string[];

/** A piece of a line with the SGR sequences that hold for it, one behind the other; empty for none. */
export interface LogPiece {
  text: string;
  sequences: string;
}

/**
 * Takes everything out of a log that a terminal would act on, but for colours and weights (SGR, `ESC [ … m`), which are kept in
 * the form `ESC[1;31m`. A carriage return that redraws a line becomes a new line, so nothing that was written is lost.
 */
export function stripControls(text: string): string {
  if (!CONTROL.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(SEQUENCE, (_all, parameters: string | undefined, final: string | undefined) =>
      final === 'm' && parameters !== undefined && /^[\d;:]{0,200}$/.test(parameters)
        ? `${ESC}[${withoutColons(parameters)}m`
        : '',
    );
}

/** Writes sub-parameters of colours (`38:2::1:2:3`) as plain ones and drops those of others (`4:3`). */
function withoutColons(parameters: string): string {
  if (!parameters.includes(':')) return parameters;
  return parameters
    .replace(/([34]8):5:(\d+)/g, '$1;5;$2')
    .replace(/([34]8):2:(?:\d*:)?(\d+):(\d+):(\d+)/g, '$1;2;$2;$3;$4')
    .replace(/:\d*/g, '');
}

/** A text from `stripControls` without its colours. */
export function withoutColours(text: string): string {
  return text.includes(ESC) ? text.replace(COLOUR, '') : text;
}

/** Which colours hold behind a text from `stripControls` when `before` hold in front of it. */
export function coloursAfter(text: string, before: Colours): Colours {
  if (!text.includes(ESC)) return before;
  let colours = before;
  for (const [sequence, parameters = ''] of text.matchAll(COLOUR)) colours = carryOn(colours, sequence, parameters);
  return colours;
}

/** Cuts a line from `stripControls` where its colours change. */
export function piecesOf(line: string, before: Colours): LogPiece[] {
  const pieces: LogPiece[] = [];
  let colours = before;
  let at = 0;
  const push = (text: string) => {
    if (text !== '') pieces.push({ text, sequences: colours.join('') });
  };
  for (const match of line.matchAll(COLOUR)) {
    push(line.slice(at, match.index));
    at = match.index + match[0].length;
    colours = carryOn(colours, match[0], match[1] ?? '');
    if (pieces.length >= PIECE_LIMIT) break;
  }
  push(withoutColours(line.slice(at)));
  return pieces;
}

/** What holds after one more sequence: one with a reset in it forgets all before it, and the same one counts once. */
function carryOn(before: Colours, sequence: string, parameters: string): Colours {
  const codes = parameters.replace(/[34]8;(?:5;\d+|2;\d+;\d+;\d+)/g, 'colour').split(';');
  if (codes.some((code) => code === '' || Number(code) === 0)) {
    return codes.every((code) => code === '' || Number(code) === 0) ? [] : [sequence];
  }
  return [...before.filter((each) => each !== sequence), sequence].slice(-CARRY_LIMIT);
}
