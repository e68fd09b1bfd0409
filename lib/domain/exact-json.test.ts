import { describe, expect, it } from 'vitest';
import { readExactJson, writeExactJson } from './exact-json.ts';
import { isExactNumber, isJsonObject, type Json, numberOf, numberText } from './json.ts';

const LOSSY = [
  '9007199254740993',
  '-12345678901234567890',
  '1.0',
  '-0',
  '0.30',
  '1e5',
  '1E400',
  '0.0000001',
  '0.1000000000000000055',
  '12345678901234.567',
  '0.82350000000000001',
];
const PLAIN = ['0', '-1', '42', '0.5', '-12.25', '123456789012345', '0.000001', '1760000000', '0.8235294117647058'];

describe('numbers', () => {
  it.each(LOSSY)('keeps %s as it is written, wherever it stands', (text) => {
    for (const json of [text, `[${text}]`, `{"a":${text}}`, `{"a": ${text} ,"b":[1,${text}]}`, `{"a":\n${text}\n}`]) {
      expect(writeExactJson(readExactJson(json))).toBe(json.replace(/\s/g, ''));
    }
    const value = readExactJson(text);
    expect(isExactNumber(value)).toBe(true);
    expect(numberText(value)).toBe(text);
    expect(numberOf(value)).toBe(Number(text));
  });

  it.each(PLAIN)('reads %s as the number it is', (text) => {
    expect(readExactJson(`{"a":[${text}]}`)).toEqual({ a: [Number(text)] });
    expect(numberText(Number(text))).toBe(text);
  });

  it('keeps every number that can be written', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const digits = (most: number) => Array.from({ length: 1 + next(most) }, () => next(10)).join('');
    for (let i = 0; i < 3000; i++) {
      const whole = next(3) === 0 ? '0' : `${1 + next(9)}${digits(20)}`;
      const fraction = next(2) === 0 ? `.${digits(20)}` : '';
      const exponent = next(5) === 0 ? `${next(2) ? 'e' : 'E'}${['', '+', '-'][next(3)]}${digits(3)}` : '';
      const text = `{"a":[${next(2) ? '-' : ''}${whole}${fraction}${exponent}]}`;
      expect(writeExactJson(readExactJson(text))).toBe(text);
    }
  });

  it('leaves texts alone', () => {
    const text = JSON.stringify({ a: '1.0, 9007199254740993', '1.0': ': 1e5', b: '{"$number":"1"}', c: '{', d: 1 });
    expect(writeExactJson(readExactJson(text))).toBe(text);
  });

  it('writes with blanks as JSON.stringify does', () => {
    const value = readExactJson('{"a":[1.0,{"b":2.50}]}');
    expect(writeExactJson(value, 2)).toBe('{\n  "a": [\n    1.0,\n    {\n      "b": 2.50\n    }\n  ]\n}');
  });
});

describe('what is no number', () => {
  it('is no object of a source', () => expect(isJsonObject(readExactJson('1.0'))).toBe(false));

  it.each(['{"$number":"12345678901234567890"}', String.raw`{"\u0024number":"1.0"}`])('is not made by %s', (text) => {
    const value: Json = readExactJson(`[${text}]`);
    expect(value).toEqual([{}]);
  });

  it.each(['', '{', '01', '1.', '{"a":1.0', 'NaN'])('is refused: %s', (text) => {
    expect(() => readExactJson(text)).toThrow(SyntaxError);
  });
});
