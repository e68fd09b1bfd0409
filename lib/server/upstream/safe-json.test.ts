import { describe, expect, it } from 'vitest';
import { isTooDeep, parseJson } from './safe-json.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('depth', () => {
  it('takes 200 levels and no more', () => {
    expect(parseJson(nested(200)).problem).toBeNull();
    expect(parseJson(nested(201))).toEqual({ value: null, problem: 'too_deep' });
    expect(parseJson('{"a":'.repeat(100_000))).toEqual({ value: null, problem: 'too_deep' });
  });

  it('does not count brackets in strings', () => {
    const text = JSON.stringify([`${'['.repeat(500)}"\\`, { '{{"': '\\"[' }]);
    expect(isTooDeep(text, 2)).toBe(false);
    expect(parseJson(text).value).toEqual(JSON.parse(text));
    expect(isTooDeep('"never closed [[[', 1)).toBe(false);
    expect(isTooDeep(String.raw`["\\",[[]]]`, 2)).toBe(true);
  });

  it('counts what is open at once', () => expect(isTooDeep('[[],[],[],[]]', 2)).toBe(false));
});

it('drops dangerous keys at every depth, also escaped ones, and keeps all else', () => {
  const text =
    '{"__proto__":{"x":1},"a":[{"constructor":{"prototype":{}},"b":"__proto__"}],"\\u005f_proto__":2,"prototype":3}';
  const { value } = parseJson(text);
  expect(JSON.stringify(value)).toBe('{"a":[{"b":"__proto__"}]}');
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

it('keeps numbers as they are written beside dangerous keys', () => {
  expect(parseJson('{"prototype":1.0,"$number":"2","n":9007199254740993}').value).toEqual({
    n: { $number: '9007199254740993' },
  });
});

it.each(['', '{', '<html>', 'undefined', '{"a":1}{', "{'a':1}"])('calls %j invalid', (text) => {
  expect(parseJson(text)).toEqual({ value: null, problem: 'invalid' });
});
