import { type JsonFault, parseJson } from './parse-json.ts';

export type JsonShape = 'any' | 'object' | 'array';

const SHAPES = { object: 'an object, {…}', array: 'a list, […]' };

/** Why a text that somebody types is not JSON of a shape, with the place where there is one; null where it is. */
export function jsonFault(text: string, shape: JsonShape = 'any'): { words: string; place: JsonFault | null } | null {
  if (text.trim() === '') return { words: 'Nothing is written here yet', place: null };
  const { node, fault } = parseJson(text);
  if (fault) {
    return { words: `Not valid JSON: ${fault.reason}, at line ${fault.line}, column ${fault.column}`, place: fault };
  }
  return shape === 'any' || node.type === shape ? null : { words: `This has to be ${SHAPES[shape]}`, place: null };
}

/** Where a line and column, both from 1, stand in a text. */
export function offsetOf(text: string, { line, column }: Pick<JsonFault, 'line' | 'column'>): number {
  let start = 0;
  for (let n = 1; n < line; n++) start = text.indexOf('\n', start) + 1;
  return Math.min(text.length, start + column - 1);
}
