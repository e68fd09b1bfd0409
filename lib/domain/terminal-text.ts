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
  let at = text.indexOf(ESC);
  if (at === -1) return text;
  let plain = '';
  let from = 0;
  for (; at !== -1; at = text.indexOf(ESC, from)) {
    plain += text.slice(from, at);
    from = sequenceEnd(text, at);
  }
  return plain + text.slice(from);
}

/** Which colours hold behind a text from `stripControls` when `before` hold in front of it. */
export function coloursAfter(text: string, before: Colours): Colours {
  let colours = before;
  for (let at = text.indexOf(ESC); at !== -1; at = text.indexOf(ESC, at)) {
    const end = sequenceEnd(text, at);
    colours = carryOn(colours, text.slice(at, end));
    at = end;
  }
  return colours;
}

/** Cuts a line from `stripControls` where its colours change. */
export function piecesOf(line: string, before: Colours): LogPiece[] {
  const pieces: LogPiece[] = [];
  let colours = before;
  let from = 0;
  const push = (text: string) => {
    if (text !== '') pieces.push({ text, sequences: colours.join('') });
  };
  for (let at = line.indexOf(ESC); at !== -1 && pieces.length < PIECE_LIMIT; at = line.indexOf(ESC, from)) {
    push(line.slice(from, at));
    from = sequenceEnd(line, at);
    colours = carryOn(colours, line.slice(at, from));
  }
  push(withoutColours(line.slice(from)));
  return pieces;
}

/** Where a sequence of colours ends: `stripControls` leaves no other, but a text may have been cut inside one. */
function sequenceEnd(text: string, at: number): number {
  const end = text.indexOf('m', at);
  return end === -1 ? text.length : end + 1;
}

/** What holds after one more sequence: one with a reset in it forgets all before it, and the same one counts once. */
function carryOn(before: Colours, sequence: string): Colours {
  let reset = resets.get(sequence);
  if (reset === undefined) {
    reset = resetOf(sequence);
    if (resets.size > 2000) resets.clear();
    resets.set(sequence, reset);
  }
  if (reset !== 'none') return reset === 'all' ? [] : [sequence];
  if (before.length === 0) return [sequence];
  if (before.at(-1) === sequence) return before;
  return [...before.filter((each) => each !== sequence), sequence].slice(-CARRY_LIMIT);
}

const resets = new Map<string, 'all' | 'some' | 'none'>();

/** Whether a sequence takes back what was set before it, and nothing else (`all`) or with new colours behind it (`some`). */
function resetOf(sequence: string): 'all' | 'some' | 'none' {
  const parameters = sequence.slice(2, -1).replace(/[34]8;(?:5;\d+|2;\d+;\d+;\d+)/g, 'colour');
  const codes = parameters.split(';').map((code) => code === '' || Number(code) === 0);
  if (!codes.includes(true)) return 'none';
  return codes.every(Boolean) ? 'all' : 'some';
}
