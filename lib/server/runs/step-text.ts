import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { WantedHits } from '../../domain/log-hits.ts';
import { coloursBehind } from '../../domain/log-text.ts';
import type { Step } from '../../domain/step.ts';
import { RANGE_BYTES, RANGE_LINE_LENGTH, RANGE_LINES, type TextRange } from '../../domain/text-range.ts';
import { type IndexedText, keptText } from './step-text-cache.ts';
import { findInText } from './step-text-find.ts';
import { lineAt } from './step-text-index.ts';

/** Units in front of a range that are read for the colours that hold at its beginning. */
const LOOK_BACK = 64 * 1024;
/** Units of a download that are sent at once. */
const PART = 256 * 1024;

/** Which text of which step. `path` as `text-path.ts` says. */
export interface TextAddress {
  source: string;
  key: string;
  step: string;
  path: string;
  /** Reads the step where it is none of a source; the other fields then tell it from all others. */
  read?: (signal: AbortSignal) => Promise<Step>;
}

/** Lines from 1; `to` is included. Both null for a search without lines. */
export interface TextQuery {
  from: number | null;
  to: number | null;
  find: WantedHits | null;
}

/**
 * Lines of one long text of a step, and of a search in it the count and the places that are wanted. Throws `not_found` where the step has no such text,
 * and what reading a step throws.
 */
export async function readStepText(address: TextAddress, query: TextQuery, signal: AbortSignal): Promise<TextRange> {
  const found = await findText(address, signal);
  const { total, bytes, hash } = found.index;
  const range = query.from === null ? NO_LINES : rangeOf(found, query.from, query.to ?? Number.POSITIVE_INFINITY);
  const hits = query.find === null ? undefined : await findInText(found, query.find, signal);
  return { ...range, total, bytes, hash, hits };
}

/** A text as the bytes of a file, in UTF-8. Throws like `readStepText`. */
export async function openStepText(
  address: TextAddress,
  signal: AbortSignal,
): Promise<{ body: ReadableStream<Uint8Array>; name: string; bytes: number }> {
  const { text, index } = await findText(address, signal);
  const encoder = new TextEncoder();
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= text.length) return controller.close();
      let to = Math.min(text.length, at + PART);
      if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to++;
      controller.enqueue(encoder.encode(text.slice(at, to)));
      at = to;
    },
  });
  return { body, name: `${address.step}.${address.path}.txt`, bytes: index.bytes };
}

const NO_LINES = { from: 1, lines: [], cut: [], colours: '' };

async function findText({ path, ...address }: TextAddress, signal: AbortSignal): Promise<IndexedText> {
  return (await keptText(address, path, signal)) ?? fail('not_found', `The step has no text at ${path}.`);
}

function rangeOf(
  { text, index }: IndexedText,
  from: number,
  to: number,
): Pick<TextRange, 'from' | 'lines' | 'cut' | 'colours'> {
  const lines: string[] = [];
  const cut: TextRange['cut'] = [];
  const last = Math.min(to, from + RANGE_LINES - 1, index.total);
  for (let line = from, left = RANGE_BYTES; line <= last; line++) {
    const whole = lineAt(text, index, line - 1);
    const shown = cutLine(whole);
    left -= Buffer.byteLength(shown) + 1;
    if (left < 0 && lines.length > 0) break;
    if (shown.length < whole.length) cut.push({ line, length: whole.length });
    lines.push(shown);
  }
  const start = index.starts[from - 1] ?? text.length;
  return { from, lines, cut, colours: coloursBehind(text.slice(Math.max(0, start - LOOK_BACK), start)) };
}

function cutLine(line: string): string {
  if (line.length <= RANGE_LINE_LENGTH) return line;
  return line.slice(0, RANGE_LINE_LENGTH - (isHighSurrogate(line.charCodeAt(RANGE_LINE_LENGTH - 1)) ? 1 : 0));
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
