import { expect, it } from 'vitest';
import { aStep, codeCall, functionCall, otherCall, searchCall } from '#lib/domain/domain-fixtures.ts';
import { argumentLine, callLine } from './call-line.ts';

it('says arguments as a person would', () => {
  const line = (text: string) => argumentLine({ text });
  expect(line('{"segments":["a","b","c","d"],"as_of":"2026-07-01","trials":false,"only":["x"]}')).toBe(
    '4 segments, as_of 2026-07-01, trials false, only x',
  );
  expect(line('{"deep":{"a":1},"list":[],"nothing":null}')).toBe('deep {…}, 0 list, nothing null');
  expect(line('{"id":9007199254740993,"rates":[1.50]}')).toBe('id 9007199254740993, rates 1.50');
  expect(line('{}')).toBe('');
});

it('shows what cannot be read as it came, on one line', () => {
  expect(argumentLine({ text: '{"a": "un\n  closed' })).toBe('{"a": "un closed');
  expect(argumentLine({ text: '[1, 2]' })).toBe('[1, 2]');
  expect(argumentLine({ text: '{"a":1}', truncated: true })).toBe('{"a":1}');
  expect(argumentLine({ text: `"${'x'.repeat(500)}"` })).toHaveLength(160);
  expect(argumentLine(null)).toBe('');
});

it('takes the first line of code, queries, and what a tool is about', () => {
  const step = aStep({});
  expect(callLine(step, codeCall('# load accounts\nimport x'))).toBe('load accounts');
  expect(callLine(step, functionCall('f', '{"a":1}'))).toBe('a 1');
  expect(callLine(step, searchCall(1))).toBe('');
  expect(callLine(step, { ...searchCall(1), queries: ['churn', 'price'] } as ReturnType<typeof searchCall>)).toBe(
    'churn, price',
  );
  expect(callLine(step, otherCall('mcp', '{"name":"read_page"}'))).toBe('read_page');
});

it('has whole characters only in a line', () => {
  const of = (text: string) => argumentLine({ text });
  for (let before = 0; before < 4; before++) {
    expect(of('a'.repeat(before) + '😀'.repeat(400)).isWellFormed()).toBe(true);
  }
  expect(of(String.raw`{"u":"a\ud800b"}`)).toBe('u a\ufffdb');
});
