import { expect, it } from 'vitest';
import { parseDeepJson, TOO_DEEP, wholeText } from './without-too-deep.ts';

const nested = (levels: number, inside = '') => '['.repeat(levels) + inside + ']'.repeat(levels);

it('reads what is not too deep as it is', () => {
  expect(parseDeepJson(nested(200))).toEqual({ value: JSON.parse(nested(200)), problem: null });
});

it('puts a note in the place of what is too deep, and keeps all around it', () => {
  const { value } = parseDeepJson(`{"a":${nested(300, '"]"')},"b":${nested(50)},"c":[${nested(300)},2],"d":"[\\"{"}`);
  expect(value).toEqual({
    a: JSON.parse(nested(7, JSON.stringify(TOO_DEEP))),
    b: JSON.parse(nested(50)),
    c: [JSON.parse(nested(6, JSON.stringify(TOO_DEEP))), 2],
    d: '["{',
  });
});

it.each([
  '['.repeat(5_000_000),
  nested(300),
  `${nested(300)}]`,
  `${']'.repeat(300)}${'['.repeat(600)}`,
  `[${nested(300)}`,
])('refuses what is too deep and no JSON, or no object', (text) => {
  expect(parseDeepJson(text)).toEqual({ value: null, problem: 'too_deep' });
});

it('knows a text that lacks something', () => {
  expect(wholeText('{"a":[]}')).toBe('{"a":[]}');
  expect(() => wholeText(JSON.stringify({ a: TOO_DEEP }))).toThrow('cannot be read alone');
});
