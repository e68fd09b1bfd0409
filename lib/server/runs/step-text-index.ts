import 'server-only';
import { HASH_START, hashPart, hashWord } from '../../domain/text-hash.ts';

/** Work on a long text pauses when it has held the process for this long (milliseconds). */
const HOLD = 8;
/** UTF-16 units between two looks at the clock. */
const PART = 256 * 1024;

/** Where the lines of a text begin, and what is told of the whole. */
export interface TextIndex {
  /** Offsets of the first unit of each line. */
  starts: Uint32Array;
  total: number;
  /** Size in UTF-8. */
  bytes: number;
  hash: string;
  /** Whether the engine keeps the text with two bytes a unit. */
  wide: boolean;
}

/** Gives others their turn when it is called and the work has held the process for too long; rejects when `signal` has ended. */
export function turnTaker(signal?: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < HOLD) return;
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    since = performance.now();
  };
}

/** Reads a text once, in slices of a few milliseconds. */
export async function indexText(text: string): Promise<TextIndex> {
  const turn = turnTaker();
  const starts = await lineStarts(text, turn);
  let bytes = text.length;
  let hash = HASH_START;
  let wide = false;
  for (let from = 0; from < text.length; from += PART) {
    const to = Math.min(text.length, from + PART);
    hash = hashPart(hash, text, from, to);
    const size = sizeOfPart(text, from, to);
    bytes += size.extra;
    wide ||= size.wide;
    await turn();
  }
  return { starts, total: starts.length, bytes, hash: hashWord(hash), wide };
}

/** A line without what ends it. */
export function lineAt(text: string, { starts }: TextIndex, line: number): string {
  const from = starts[line] ?? text.length;
  const next = starts[line + 1] ?? text.length;
  let to = next;
  if (to > from && text[to - 1] === '\n') to--;
  if (to > from && text[to - 1] === '\r') to--;
  return text.slice(from, to);
}

async function lineStarts(text: string, turn: () => Promise<void>): Promise<Uint32Array> {
  let starts = new Uint32Array(1024);
  let count = 0;
  const pattern = text.includes('\r') ? /\r\n?|\n/g : null;
  for (let at = 0; at < text.length; ) {
    if (count === starts.length) {
      const more = new Uint32Array(count * 2);
      more.set(starts);
      starts = more;
    }
    starts[count++] = at;
    if (pattern) {
      pattern.lastIndex = at;
      at = pattern.test(text) ? pattern.lastIndex : text.length;
    } else at = text.indexOf('\n', at) + 1 || text.length;
    if (count % 8192 === 0) await turn();
  }
  return starts.slice(0, count);
}

/** UTF-8 bytes beyond one a unit (a pair of surrogates takes 4 together, and may stand across two parts). */
function sizeOfPart(text: string, from: number, to: number): { extra: number; wide: boolean } {
  let extra = 0;
  let wide = false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    extra += 1;
    if (code < 0x800) {
      wide ||= code > 0xff;
      continue;
    }
    wide = true;
    if (!isSurrogate(code) || !isPaired(text, i, code)) extra += 1;
  }
  return { extra, wide };
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function isPaired(text: string, at: number, code: number): boolean {
  const other = text.charCodeAt(code <= 0xdbff ? at + 1 : at - 1);
  return code <= 0xdbff ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
}
