import 'server-only';
import type { LongText } from '../../domain/long-text.ts';
import { stripControls, withoutColours } from '../../domain/terminal-text.ts';
import { cutLines, type CutText, MARK_ROOM } from './cut-lines.ts';

/** Runs of backticks up to this length are fenced by longer ones; texts with longer runs are indented instead. */
const LONGEST_FENCE = 20;
/** With less room than this nothing of a text is shown: a few words out of a log tell nobody anything. */
const LEAST_ROOM = 160;

/** A stranger's words on one line that mean nothing in Markdown. At most twice `longest` characters. */
export function escapeLine(text: string, longest = 160): string {
  return escapeWords(oneLine(text, longest));
}

/**
 * Words of one line, blanks at their ends included, so that they mean nothing in Markdown. A low line inside of a word and an
 * ampersand that begins no entity mean nothing anyway.
 */
export function escapeWords(line: string): string {
  return line.replace(/[\\`*[\]<>|~]|^\s*#|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w{1,32};)/g, (sign) => {
    return `${sign.slice(0, -1)}\\${sign.slice(-1)}`;
  });
}

/** A stranger's word as code; escaped instead where it holds backticks. At most twice `longest` characters and 2. */
export function codeWord(text: string, longest = 120): string {
  const line = oneLine(text, longest);
  if (line === '') return '–';
  return line.includes('`') ? escapeLine(line, longest) : `\`${line}\``;
}

/** A text without what a terminal would act on; every line break is a line feed. */
function plainText(text: string): string {
  return withoutColours(stripControls(text)).replace(/\r\n?/g, '\n');
}

/**
 * A stranger's text as a block of code that it cannot end, in at most `room` characters, with words before or behind it on
 * how much was cut; empty where there is no room for anything. Ends with an empty line.
 */
export function codeBlock(
  text: LongText,
  room: number,
  options: { keep?: 'head' | 'tail'; info?: string } = {},
): string {
  const { keep = 'head', info = '' } = options;
  const plain = plainText(text.text);
  const cut = text.truncated === true;
  const draw = longestRun(plain) < LONGEST_FENCE ? fenced(info) : indented;
  let space = room - info.length - 10;
  const fits = draw(parts({ body: plain, before: '', behind: '' }, text, cut));
  if (fits.length <= room) return fits;
  while (space >= LEAST_ROOM) {
    const block = draw(parts(cutLines(plain, space - MARK_ROOM, keep), text, cut));
    if (space > MARK_ROOM && block.length <= room) return block;
    space -= Math.max(8, Math.ceil((block.length - room) / 2));
  }
  return '';
}

function parts({ body, before, behind }: CutText, { bytes }: LongText, cut: boolean): CutText {
  const whole = cut
    ? `cut by its size${bytes === undefined ? '' : `, ${bytes.toLocaleString('en')} bytes in all`}`
    : '';
  return { body, before: mark(before), behind: mark([behind, whole].filter(Boolean).join('; ')) };
}

function mark(words: string): string {
  return words === '' ? '' : `… ${words}`;
}

function fenced(info: string): (cut: CutText) => string {
  return ({ body, before, behind }) => {
    const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
    const end = body.endsWith('\n') ? '' : '\n';
    return join(before, `${fence}${info}\n${body}${end}${fence}`, behind);
  };
}

function indented({ body, before, behind }: CutText): string {
  return join(before, body.replace(/^/gm, '    '), behind);
}

function join(...blocks: string[]): string {
  return blocks
    .filter(Boolean)
    .map((block) => `${block}\n\n`)
    .join('');
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

function oneLine(text: string, longest: number): string {
  const line = plainText(text.slice(0, longest * 8))
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}
