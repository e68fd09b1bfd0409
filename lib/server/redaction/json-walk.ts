import 'server-only';

/** A string, number or name of a member in a JSON text: `text.slice(start, end)` is it, with its quotes. */
export interface JsonToken {
  is: 'string' | 'number' | 'name';
  start: number;
  end: number;
}

/** Names of members and places of elements down to a value; one array that changes while the walk goes on. */
export type WalkPath = readonly (string | number)[];

export interface JsonVisitor {
  /** Called with the path of the value, for a name with that of its object and the name behind it. */
  token(token: JsonToken, path: WalkPath): void;
  /** An object or array begins; true leaves out what is inside, and `end` is behind it. */
  skips?(start: number, end: () => number, path: WalkPath): boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Goes through a valid JSON text in its order, doubled names included; one pass, no recursion. What is not valid is
 * walked as far as that goes, so callers check first.
 */
export function walkJson(text: string, visitor: JsonVisitor): void {
  const path: (string | number)[] = [];
  /** For every open container: whether it is an object. Its place in `path` is its depth. */
  const open: boolean[] = [];
  let awaitsName = false;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (awaitsName) {
        path[path.length - 1] = decodeString(text, at, end);
        visitor.token({ is: 'name', start: at, end }, path);
        awaitsName = false;
      } else visitor.token({ is: 'string', start: at, end }, path);
      at = end;
    } else if (code === 0x7b || code === 0x5b) {
      const start = at;
      if (visitor.skips?.(start, () => endOfContainer(text, start), path)) {
        at = endOfContainer(text, start);
        continue;
      }
      const isObject = code === 0x7b;
      open.push(isObject);
      path.push(isObject ? '' : 0);
      awaitsName = isObject;
      at++;
    } else if (code === 0x7d || code === 0x5d) {
      open.pop();
      path.pop();
      awaitsName = false;
      at++;
    } else if (code === COMMA) {
      if (open.at(-1)) awaitsName = true;
      else path[path.length - 1] = Number(path.at(-1)) + 1;
      at++;
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at);
      visitor.token({ is: 'number', start: at, end }, path);
      at = end;
    } else at++;
  }
}

/** The text that a string token stands for. */
export function decodeString(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : inner;
}

/** Behind the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return text.length;
    let back = quote;
    while (back > from && text.charCodeAt(back - 1) === BACKSLASH) back--;
    if ((quote - back) % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

function endOfContainer(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && /[\d.eE+-]/.test(text.charAt(at))) at++;
  return at;
}
