import { isContainer, type JsonContainer, type JsonNode } from './json-node.ts';

/** Where and why a text is not JSON. Lines and columns count from 1, columns in UTF-16 units. */
export interface JsonFault {
  line: number;
  column: number;
  reason: string;
}

export type JsonResult = { node: JsonNode; fault: null } | { node: null; fault: JsonFault };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN_STRING = /"[^"\\\u0000-\u001f]*"/y;
const SPACE = /[ \t\n\r]*/y;
const LITERAL = /true|false|null/y;
/** Values between two pauses. */
const SLICE = 20_000;

class Fault extends Error {
  readonly at: number;
  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

/** Reads a JSON text at once. */
export function parseJson(text: string): JsonResult {
  const steps = parseSteps(text);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Reads a JSON text in slices of a few milliseconds, so that the page stays alive. Rejects with the reason of the signal. */
export async function parseJsonSlowly(text: string, signal: AbortSignal): Promise<JsonResult> {
  const steps = parseSteps(text);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
}

function* parseSteps(text: string): Generator<undefined, JsonResult> {
  try {
    return { node: yield* readDocument(text), fault: null };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { node: null, fault: { ...placeOf(text, error.at), reason: error.message } };
  }
}

/** The document's one value. Depth costs memory only: what is open stands in a list, not on the call stack. */
function* readDocument(text: string): Generator<undefined, JsonNode> {
  const open: JsonContainer[] = [];
  let at = skip(text, 0);
  for (let values = 1; ; values++) {
    if (values % SLICE === 0) yield;
    const [node, next] = readOpening(text, at);
    at = skip(text, next);
    open.at(-1)?.children.push(node);
    let done: JsonNode = node;
    if (isContainer(node)) {
      const end = node.type === 'object' ? '}' : ']';
      if (text[at] !== end) {
        open.push(node);
        if (node.type === 'object') at = readKey(text, at, node, 'a key in double quotes or }');
        continue;
      }
      at = skip(text, at + 1);
    }
    for (;;) {
      const parent = open.at(-1);
      if (!parent) {
        if (at < text.length) throw new Fault(at, 'the value ends before this');
        return done;
      }
      const end = parent.type === 'object' ? '}' : ']';
      if (text[at] === ',') {
        at = skip(text, at + 1);
        if (parent.type === 'object') at = readKey(text, at, parent, 'a key in double quotes');
        break;
      }
      if (text[at] !== end) throw expected(text, at, `a comma or ${end}`);
      at = skip(text, at + 1);
      done = parent;
      open.pop();
    }
  }
}

function readOpening(text: string, at: number): [JsonNode, number] {
  const first = text[at];
  if (first === '{') return [{ type: 'object', keys: [], children: [] }, at + 1];
  if (first === '[') return [{ type: 'array', children: [] }, at + 1];
  if (first === '"') {
    const [value, next] = readString(text, at);
    return [{ type: 'string', text: value }, next];
  }
  const number = match(NUMBER, text, at);
  if (number !== null) return [{ type: 'number', text: number }, at + number.length];
  const literal = match(LITERAL, text, at);
  if (literal !== null) return [{ type: 'literal', text: literal }, at + literal.length];
  throw expected(text, at, 'a value');
}

function readKey(text: string, at: number, into: { keys: string[] }, what: string): number {
  if (text[at] !== '"') throw expected(text, at, what);
  const [key, next] = readString(text, at);
  const colon = skip(text, next);
  if (text[colon] !== ':') throw expected(text, colon, 'a colon');
  into.keys.push(key);
  return skip(text, colon + 1);
}

function readString(text: string, at: number): [string, number] {
  const plain = match(PLAIN_STRING, text, at);
  if (plain !== null) return [plain.slice(1, -1), at + plain.length];
  let end = at + 1;
  while (end < text.length && text[end] !== '"' && text.charCodeAt(end) >= 0x20) end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) throw new Fault(text.length, 'the text ends inside a string');
  if (text[end] !== '"') throw new Fault(end, 'a string does not close on its line');
  const raw = text.slice(at, end + 1);
  try {
    return [JSON.parse(raw) as string, end + 1];
  } catch {
    const bad = /\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(raw.replace(/\\\\/g, '__'));
    throw new Fault(at + (bad?.index ?? 0), 'an escape that JSON does not know');
  }
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function skip(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.length ?? 0);
}

function expected(text: string, at: number, what: string): Fault {
  return new Fault(at, at >= text.length ? `the text ends where ${what} should be` : `${what} should be here`);
}

function placeOf(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < at; feed = text.indexOf('\n', feed + 1)) {
    line++;
    start = feed + 1;
  }
  return { line, column: at - start + 1 };
}
