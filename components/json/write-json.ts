import { isContainer, type JsonContainer, type JsonNode } from './json-node.ts';

/** Deeper levels are not indented further, or the blanks of a very deep value would outweigh it by far. */
const INDENT_LIMIT = 200;
/** UTF-16 units between two looks at the clock. */
const PART = 64 * 1024;
/** Writing pauses when it has held the page for this long (milliseconds). */
const HOLD = 8;

/** A container that is being written. */
interface Open {
  node: JsonContainer;
  /** In front of its end, and of what is in it. */
  outer: string;
  inner: string;
  /** The child that comes next. */
  at: number;
}

/**
 * Writes a node as JSON text, two spaces a level: a small one at once, a large one in slices of a few milliseconds and as a blob, because
 * to put its text together would take another long while.
 */
export function writeJson(root: JsonNode): string | Promise<Blob> {
  const parts = partsOf(root);
  const { text, ended } = writeOn(parts);
  return ended ? text.join('') : writeLater(parts, text);
}

async function writeLater(parts: Iterator<string>, first: string[]): Promise<Blob> {
  const blobs = [new Blob(first)];
  for (let ended = false; !ended; ) {
    await new Promise((resolve) => setTimeout(resolve));
    const slice = writeOn(parts);
    blobs.push(new Blob(slice.text));
    ended = slice.ended;
  }
  return new Blob(blobs, { type: 'text/plain' });
}

/** Writes for as long as the page may be held. */
function writeOn(parts: Iterator<string>): { text: string[]; ended: boolean } {
  const until = performance.now() + HOLD;
  const text: string[] = [];
  do {
    const part = parts.next();
    if (part.done) return { text, ended: true };
    text.push(part.value);
  } while (performance.now() < until);
  return { text, ended: false };
}

/** Depth costs memory only: what is open stands in a list, not on the call stack. */
function* partsOf(root: JsonNode): Generator<string, void> {
  const open: Open[] = [];
  let out = begin(root, '', open);
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const { node, outer, inner } = last;
    const child = node.children[last.at];
    if (child) {
      const key = node.type === 'object' ? `${JSON.stringify(node.keys[last.at])}: ` : '';
      out += `${last.at === 0 ? '' : ','}\n${inner}${key}${begin(child, inner, open)}`;
      last.at++;
    } else {
      out += `\n${outer}${node.type === 'object' ? '}' : ']'}`;
      open.pop();
    }
    if (out.length < PART) continue;
    yield out;
    out = '';
  }
  yield out;
}

/** A value without children as it is written; the beginning of any other, which is open from then on. */
function begin(node: JsonNode, outer: string, open: Open[]): string {
  if (!isContainer(node)) return node.type === 'string' ? JSON.stringify(node.text) : node.text;
  const isObject = node.type === 'object';
  if (node.children.length === 0) return isObject ? '{}' : '[]';
  open.push({ node, outer, inner: outer.length < INDENT_LIMIT ? `${outer}  ` : outer, at: 0 });
  return isObject ? '{' : '[';
}
