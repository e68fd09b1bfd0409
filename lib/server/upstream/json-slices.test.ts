import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/json.ts';
import { seededRandom } from './dialect-conformance-mutation.ts';
import { sliceElements, sliceMembers, sliceValue } from './json-slices.ts';

const STRINGS = [
  '',
  'a',
  '"',
  '\\',
  '\\"',
  '\\\\"',
  '[{',
  '}],',
  '\u2028',
  'ü😀',
  '\ud800',
  '\n\t',
  '{"a":1}',
  '\\u0022',
];
const NAMES = ['a', 'data', '', 'a"b', '\\', '😀', 'x y', '__proto__'];

function anyValue(random: () => number, depth: number): Json {
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const kind = Math.floor(random() * (depth > 0 ? 7 : 4));
  if (kind === 0) return one([null, true, false]);
  if (kind === 1) return one([0, -1, 1.5e30, 12345.678, -0.001]);
  if (kind <= 3) return one(STRINGS) + one(STRINGS);
  const count = Math.floor(random() * 5);
  if (kind === 4) return Array.from({ length: count }, () => anyValue(random, depth - 1));
  return Object.fromEntries(Array.from({ length: count }, () => [one(NAMES), anyValue(random, depth - 1)]));
}

/** JSON text with odd white space and escapes, as strangers write it. */
function written(value: Json, random: () => number): string {
  const space = () => ['', '', ' ', '\n  ', '\t\r\n'][Math.floor(random() * 5)] ?? '';
  if (Array.isArray(value))
    return `[${space()}${value.map((item) => written(item, random)).join(`${space()},${space()}`)}${space()}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, inner]) => `${JSON.stringify(name)}${space()}:${space()}${written(inner, random)}`,
    );
    return `{${space()}${members.join(`${space()},${space()}`)}${space()}}`;
  }
  if (typeof value !== 'string' || random() < 0.5) return JSON.stringify(value);
  return `"${Array.from({ length: value.length }, (_, i) => unitOf(value.charCodeAt(i), random)).join('')}"`;
}

function unitOf(code: number, random: () => number): string {
  const unit = String.fromCharCode(code);
  if (random() < 0.4) return `\\u${code.toString(16).padStart(4, '0')}`;
  return unit === '/' ? '\\/' : JSON.stringify(unit).slice(1, -1);
}

const read = (text: string, { start, end }: { start: number; end: number }): Json =>
  JSON.parse(text.slice(start, end)) as Json;

describe('slices of JSON', () => {
  it('are exactly the elements and members that a parser finds, whatever stands in them', () => {
    const random = seededRandom(20_261_121);
    let elements = 0;
    for (let round = 0; round < 3000; round++) {
      const text = `${round % 3 === 0 ? ' \n' : ''}${written(anyValue(random, 5), random)}${round % 2 === 0 ? '\r\n ' : ''}`;
      const value = JSON.parse(text) as Json;
      const whole = sliceValue(text);
      expect(text.slice(whole.start, whole.end)).toBe(text.trim());
      const cut = sliceElements(text, whole).map((slice) => read(text, slice));
      expect(cut).toEqual(Array.isArray(value) ? value : []);
      elements += cut.length;
      const members = [...sliceMembers(text, whole)].map(([name, slice]): [string, Json] => [name, read(text, slice)]);
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      expect(Object.fromEntries(members)).toEqual(isObject ? value : {});
      expect(members).toHaveLength(isObject ? Object.keys(value).length : 0);
    }
    expect(elements).toBeGreaterThan(500);
  });

  it('keep every character of an element', () => {
    const first = '{ "a" : "\\u0041\\"]" ,"n":1.50}';
    const text = `[${first},\n [ ] ,"x" ]`;
    const slices = sliceElements(text, sliceValue(text)).map(({ start, end }) => text.slice(start, end));
    expect(slices).toEqual([first, '[ ]', '"x"']);
  });

  it('take the last of a doubled name, as the parser does, and survive depth without recursion', () => {
    const doubled = '{"data":[1],"data":[2]}';
    const data = sliceMembers(doubled, sliceValue(doubled)).get('data');
    expect(data && doubled.slice(data.start, data.end)).toBe('[2]');
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(sliceValue(deep)).toEqual({ start: 0, end: 200_000 });
  });

  it('end on broken texts too', () => {
    for (const text of ['', '[', '[1', '{"a"', '{"a":', '["', '[1,,2]', '{,}', '[1 2]', '"\\']) {
      const whole = sliceValue(text);
      expect(whole.end).toBeLessThanOrEqual(text.length);
      expect(sliceElements(text, whole).length + sliceMembers(text, whole).size).toBeLessThan(4);
    }
  });
});
