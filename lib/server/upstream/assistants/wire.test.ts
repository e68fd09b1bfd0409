import { describe, expect, test } from 'vitest';
import { parseJson } from '../safe-json.ts';
import { wireTime } from './wire-time.ts';
import { WireObject } from './wire.ts';

describe('numbers that JavaScript would write otherwise', () => {
  const read = (text: string) => new WireObject(parseJson(text).value);

  test('are taken as numbers as far as JavaScript can count', () => {
    const wire = read('{"top_p":1.0,"score":0.82350000000000001,"tokens":9007199254740993,"wide":1e400}');
    expect(['top_p', 'score', 'tokens', 'wide'].map((name) => wire.number(name))).toEqual([1, 0.8235, null, null]);
    const digits = [{ $number: '1.0' }, { $number: '0.82350000000000001' }, null, null];
    expect(['top_p', 'score', 'tokens', 'wide'].map((name) => wire.digits(name))).toEqual(digits);
    expect(wire.rest()).toEqual({ tokens: { $number: '9007199254740993' }, wide: { $number: '1e400' } });
    expect(read('{"at":1760000000.0}').time('at')).toBe(1_760_000_000_000);
  });

  test('are written as they came', () => {
    const text = '{"a":[9007199254740993,1.0],"b":{"c":-0}}';
    expect(read(text).restAsText().text).toBe(text);
    expect(read(`{"arguments":${text}}`).jsonText('arguments')?.text).toBe(text);
    expect(read('9007199254740993').rest()).toEqual({ value: { $number: '9007199254740993' } });
  });
});

describe('wire objects', () => {
  test('give what was not taken under its own name, nulls and false included', () => {
    const wire = new WireObject({ a: 'x', b: 5, c: null, d: null, e: false, f: {} });
    expect([wire.text('a'), wire.text('b'), wire.text('c')]).toEqual(['x', null, null]);
    expect(wire.rest()).toEqual({ b: 5, d: null, e: false, f: {} });
    expect(wire.rest()).toEqual({});
  });

  test('read own fields only', () => {
    const wire = new WireObject(JSON.parse('{"__proto__":{"text":"x"},"a":1}'));
    expect([wire.text('toString'), wire.json('constructor'), wire.part('__proto__')?.text('text')]).toEqual([
      null,
      null,
      'x',
    ]);
    expect(wire.text('text')).toBeNull();
  });

  test('read the first name that holds a value and leave the others', () => {
    const wire = new WireObject({ a: null, b: 'b', c: 'c' });
    expect(wire.text('a', 'b', 'c')).toBe('b');
    expect(wire.rest()).toEqual({ c: 'c' });
  });

  test('keep what parts and elements leave in place', () => {
    const wire = new WireObject({
      part: { a: 'x', b: 1 },
      list: [{ a: 'x' }, { a: 'y', b: 2 }, 'bare'],
      whole: { a: 'x' },
    });
    expect(wire.part('part')?.text('a')).toBe('x');
    expect(wire.part('whole')?.text('a')).toBe('x');
    expect(wire.list('list', (element) => element.text('a'))).toEqual(['x', 'y', null]);
    expect(wire.rest()).toEqual({ part: { b: 1 }, list: [null, { b: 2 }, { value: 'bare' }] });
  });

  test('take a list of strings only when it is one', () => {
    const wire = new WireObject({ good: ['a'], bad: ['a', 1], none: null });
    expect([wire.texts('good'), wire.texts('bad'), wire.texts('none'), wire.texts('absent')]).toEqual([
      ['a'],
      [],
      [],
      [],
    ]);
    expect(wire.rest()).toEqual({ bad: ['a', 1] });
  });

  test('take ids fit for addresses only', () => {
    const wire = new WireObject({ good: 'run_a-1', bad: 'run/a', long: 'x'.repeat(129) });
    expect([wire.id('good'), wire.id('bad'), wire.id('long')]).toEqual(['run_a-1', null, null]);
    expect(Object.keys(wire.rest())).toEqual(['bad', 'long']);
  });

  test('notice times finer than a second', () => {
    const wire = new WireObject({ a: 1_700_000_000, b: 1_700_000_000_250 });
    wire.time('a');
    expect(wire.subSecond).toBe(false);
    wire.time('b');
    expect(wire.subSecond).toBe(true);
  });
});

describe('times', () => {
  const AT = 1_760_000_000_000;

  test.each([
    ['seconds', 1_760_000_000, AT],
    ['milliseconds', AT, AT],
    ['the border between them', 1e12, null],
    ['fractions of a second', 1_760_000_000.0004, AT],
    ['a numeric string', '1760000000', AT],
    ['a numeric string of milliseconds', '1760000000250', AT + 250],
    ['ISO', '2025-10-09T08:53:20Z', AT],
    ['ISO without a zone, as UTC', '2025-10-09T08:53:20', AT],
    ['ISO with a space and six digits', '2025-10-09 08:53:20.123456', AT + 123],
    ['ISO with an offset', '2025-10-09T10:53:20+02:00', AT],
    ['ISO with a short offset', '2025-10-09T10:53:20+02', AT],
    ['ISO without seconds', '2025-10-09T08:53Z', AT - 20_000],
    ['a day', '2025-10-09', 1_759_968_000_000],
    ['the first instant', 0, 0],
    ['the last second', 253_402_300_799, 253_402_300_799_000],
    ['before 1970', -1, null],
    ['after 9999', 253_402_300_800_000, null],
    ['microseconds', 1_760_000_000_000_000, null],
    ['no such day', '2025-13-45', null],
    ['words', 'yesterday', null],
    ['an empty string', '', null],
    ['a boolean', true, null],
    ['infinity', Number.POSITIVE_INFINITY, null],
  ])('%s', (_name, value, expected) => {
    expect(wireTime(value)).toBe(expected);
  });
});
