import 'server-only';

/** Where a value stands in a JSON text: `end` is the place behind its last character. */
export interface JsonSlice {
  start: number;
  end: number;
}

/** The first value at or after a place of a JSON text. The text must be valid JSON; no recursion, one pass. */
export function sliceValue(text: string, from = 0): JsonSlice {
  const start = skipSpace(text, from);
  return { start, end: endOfValue(text, start) };
}

/** The elements of an array, in order; none where something else stands there. */
export function sliceElements(text: string, array: JsonSlice): JsonSlice[] {
  const found: JsonSlice[] = [];
  if (text.charCodeAt(array.start) !== 0x5b) return found;
  let at = skipSpace(text, array.start + 1);
  while (at < array.end && text.charCodeAt(at) !== 0x5d) {
    const element = sliceValue(text, at);
    if (element.end <= element.start) break;
    found.push(element);
    at = skipSeparator(text, element.end);
  }
  return found;
}

/** The values of an object by name; the last of a doubled name counts, as for every JSON parser. */
export function sliceMembers(text: string, object: JsonSlice): Map<string, JsonSlice> {
  const found = new Map<string, JsonSlice>();
  if (text.charCodeAt(object.start) !== 0x7b) return found;
  let at = skipSpace(text, object.start + 1);
  while (at < object.end && text.charCodeAt(at) === 0x22) {
    const name = sliceValue(text, at);
    const value = sliceValue(text, skipSpace(text, name.end) + 1);
    if (value.end <= value.start) break;
    found.set(JSON.parse(text.slice(name.start, name.end)) as string, value);
    at = skipSeparator(text, value.end);
  }
  return found;
}

function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === 0x22) return endOfString(text, start);
  if (first !== 0x7b && first !== 0x5b) return endOfWord(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** Behind the closing quote of the string that opens at `start`: the first quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return text.length;
    let back = quote;
    while (back > from && text.charCodeAt(back - 1) === 0x5c) back--;
    if ((quote - back) % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

/** Behind a number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at++;
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
  return at;
}

function skipSeparator(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text.charCodeAt(at) === 0x2c ? skipSpace(text, at + 1) : at;
}
