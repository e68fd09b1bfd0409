import 'server-only';
import { countOf } from '../../domain/count-of.ts';

/** A text cut to its room: what is left, and what is said before or behind it. */
export interface CutText {
  body: string;
  before: string;
  behind: string;
}

/** Room that the words on what was cut may take. */
export const MARK_ROOM = 72;

/**
 * Keeps as many whole lines as fit into `room` characters, from the beginning or from the end; of a single line that does not
 * fit its beginning or end. `behind` and `before` say how much is not there.
 */
export function cutLines(text: string, room: number, keep: 'head' | 'tail'): CutText {
  if (text.length <= room) return { body: text, before: '', behind: '' };
  return keep === 'head' ? cutBehind(text, room) : cutBefore(text, room);
}

function cutBehind(text: string, room: number): CutText {
  const end = text.lastIndexOf('\n', room);
  if (end > 0) return { body: text.slice(0, end), before: '', behind: more(lines(text.slice(end + 1)), 'line') };
  const body = whole(text.slice(0, room), 'end');
  const stop = text.indexOf('\n', body.length);
  const rest = (stop === -1 ? text.length : stop) - body.length;
  const below = stop === -1 ? '' : `, ${more(lines(text.slice(stop + 1)), 'line')}`;
  return { body, before: '', behind: `${more(rest, 'character')}${below}` };
}

function cutBefore(text: string, room: number): CutText {
  const trimmed = text.endsWith('\n') ? text.slice(0, -1) : text;
  if (trimmed.length <= room) return { body: trimmed, before: '', behind: '' };
  const start = trimmed.indexOf('\n', trimmed.length - room - 1);
  if (start !== -1 && start < trimmed.length - 1) {
    const before = more(lines(trimmed.slice(0, start)), 'earlier line');
    return { body: trimmed.slice(start + 1), before, behind: '' };
  }
  const body = whole(trimmed.slice(-room), 'start');
  const from = trimmed.lastIndexOf('\n', trimmed.length - body.length - 1);
  const rest = trimmed.length - body.length - from - 1;
  const above = from === -1 ? '' : `${more(lines(trimmed.slice(0, from)), 'earlier line')}, `;
  return { body, before: `${above}${more(rest, 'earlier character')}`, behind: '' };
}

/** `1,204 more lines`, `1 earlier line`. */
function more(count: number, what: string): string {
  return countOf(count, what.includes(' ') ? what : `more ${what}`);
}

function lines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < text.length - 1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Without half of a pair of surrogates at the end that was cut. */
function whole(text: string, cut: 'start' | 'end'): string {
  if (cut === 'end') return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
  return /^[\udc00-\udfff]/.test(text) ? text.slice(1) : text;
}
