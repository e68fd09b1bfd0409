import 'server-only';
import { lineAndColumn } from './refused-error.ts';

const SPACE = /[ \t\n\r]*/y;
const WORD =
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where a text stops being JSON: the place of the first character that must not stand there; its length when it is cut. */
export function findJsonProblem(text: string): number {
  const open: string[] = [];
  let at = skip(text, 0);
  /** What may come: a value, a name or an end right after an opening, or what follows a value. */
  let wanted: 'value' | 'first' | 'name' | 'next' = 'value';
  for (;;) {
    at = skip(text, at);
    const sign = text[at] ?? '';
    const top = open.at(-1);
    if (wanted === 'next') {
      if (top === undefined) return at;
      if (sign === top) open.pop();
      else if (sign === ',') wanted = top === '}' ? 'name' : 'value';
      else return at;
      at++;
      continue;
    }
    if (wanted === 'first' && sign === top) {
      open.pop();
      wanted = 'next';
      at++;
      continue;
    }
    if (wanted === 'name' || (wanted === 'first' && top === '}')) {
      const end = sign === '"' ? word(text, at) : at;
      const colon = skip(text, end);
      if (end === at) return at;
      if (text[colon] !== ':') return colon;
      at = colon + 1;
      wanted = 'value';
      continue;
    }
    if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']');
      wanted = 'first';
      at++;
      continue;
    }
    const end = word(text, at);
    if (end === at) return at;
    at = end;
    wanted = 'next';
  }
}

/** The place in the file of a place in a value, which begins at a line and column. */
export function placeIn(text: string, at: number, line: number, column: number): string {
  const before = text.slice(0, at);
  const breaks = before.split('\n').length - 1;
  return breaks === 0 ? lineAndColumn(line, column + at) : lineAndColumn(line + breaks, at - before.lastIndexOf('\n'));
}

function skip(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}

/** Behind the string, number or word that stands at a place; the place itself where none does. */
function word(text: string, at: number): number {
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at;
}
