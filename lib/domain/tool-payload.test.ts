import { describe, expect, test } from 'vitest';
import { activitiesOf } from './activities.ts';
import { otherCall } from './domain-fixtures.ts';
import { objectOf, PayloadFields } from './tool-payload.ts';

test('numbers of a payload and of an activity stand as they were written', () => {
  const text = '{"n":9007199254740993,"half":"\\ud83d","rate":1.50}';
  const fields = PayloadFields.of({ kind: 'other', id: null, type: 'mcp', name: null, payload: { text }, extra: {} });
  expect(fields.rest()).toEqual({ n: { $number: '9007199254740993' }, half: '\ufffd', rate: { $number: '1.50' } });
  const detail = { text: '{"activities":[{"n":9007199254740993}]}' };
  expect(activitiesOf({ type: 'activities', detail })?.list[0]?.payload.text).toBe('{"n":9007199254740993}');
});

describe('the fields of a payload', () => {
  test('stand under the type, under function, or in the open', () => {
    expect(new PayloadFields({ mcp: { a: '1' } }, 'mcp').text('a')).toBe('1');
    expect(new PayloadFields({ function: { a: '1' } }, 'openapi').text('a')).toBe('1');
    expect(new PayloadFields({ a: '1' }, 'mcp').text('a')).toBe('1');
    expect(new PayloadFields({ function: { a: '1' }, a: '2' }, null).text('a')).toBe('2');
  });

  test('that are of another form than asked for stay in the rest', () => {
    const fields = new PayloadFields({ a: 1, b: 'text', c: [1], d: { e: 1 }, f: null, g: false }, 'x');
    expect([fields.text('a'), fields.list('b'), fields.object('c'), fields.text('d')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([fields.text('f'), fields.value('g'), fields.value('h')]).toEqual([null, false, null]);
    expect(fields.rest()).toEqual({ a: 1, b: 'text', c: [1], d: { e: 1 } });
  });

  test('that were not taken are given with what stands beside them, names clashing or not', () => {
    const fields = new PayloadFields(
      { status: 'beside', openapi: { status: 'inside', name: 'n', more: 1 } },
      'openapi',
    );
    expect(fields.text('name')).toBe('n');
    expect(fields.rest()).toEqual({ status: 'beside', openapi: { status: 'inside', more: 1 } });
    expect(fields.text('status')).toBe('inside');
    expect(fields.value('more')).toBe(1);
    expect(fields.rest()).toEqual({ status: 'beside' });
  });

  test('are none where the type is a word of the language', () => {
    expect(new PayloadFields({ a: 1 }, '__proto__').rest()).toEqual({ a: 1 });
    expect(new PayloadFields({ a: 1 }, 'constructor').rest()).toEqual({ a: 1 });
  });
});

test('only whole objects are read', () => {
  expect(objectOf({ text: '{"a":1}' })).toEqual({ a: 1 });
  for (const text of ['', '[1]', '"a"', 'null', '{"a":', "{'a': 1}"]) expect(objectOf({ text })).toBeNull();
  expect(objectOf({ text: '{"a":1}', truncated: true, bytes: 9 })).toBeNull();
  expect(objectOf({ text: `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}` })).toBeNull();
  const call = otherCall('mcp', '[1]');
  expect(call.kind === 'other' && PayloadFields.of(call).rest()).toEqual({});
});

test('activities keep everything that they came with', () => {
  const detail = (value: object) => ({ type: 'activities', detail: { text: JSON.stringify(value) } });
  const read = activitiesOf(
    detail({ type: 'activities', note: 1, activities: [{ id: 'a', type: 't', x: 1 }, { id: 7, type: null }, 'bare'] }),
  );
  expect(read?.rest).toEqual({ note: 1 });
  expect(read?.list.map(({ id, type, payload }) => [id, type, payload.text])).toEqual([
    ['a', 't', '{"x":1}'],
    [null, 'unknown', '{"id":7,"type":null}'],
    [null, 'unknown', '"bare"'],
  ]);
  expect(activitiesOf(detail({ type: 'other word', activities: [] }))?.rest).toEqual({ type: 'other word' });
  expect(activitiesOf({ ...detail({ activities: [] }), type: 'dreams' })).toBeNull();
  expect(activitiesOf(detail({ activities: {} }))).toBeNull();
  expect(activitiesOf({ type: 'activities', detail: null })).toBeNull();
});
