import { expect, test } from 'vitest';
import {
  DEFAULT_RUN_LIST,
  formatRunListParams,
  parseRunListParams,
  type RunListParams,
  timeBound,
} from './run-list-params.ts';

const there = (params: RunListParams) => parseRunListParams(new URLSearchParams(formatRunListParams(params)));

test('the defaults are an empty query', () => {
  expect(formatRunListParams(DEFAULT_RUN_LIST)).toBe('');
  expect(parseRunListParams(new URLSearchParams())).toEqual(DEFAULT_RUN_LIST);
});

test('every field survives the address', () => {
  const params: RunListParams = {
    source: ['prod', 'sample'],
    thread: 'thread_abc',
    status: ['failed', 'expired'],
    assistant: ['asst_1'],
    model: ['gpt-4.1', 'llama-3.3-70b'],
    tool: ['code_interpreter', 'function'],
    error: ['rate_limit_exceeded', 'server_error'],
    fingerprint: 'a1b2c3',
    q: 'rate limit & "quotes" + ümlaut',
    from: '2026-11-20T13:10:00Z',
    to: '24h',
    sort: 'duration',
    dir: 'asc',
    group: 'failure',
  };
  expect(there(params)).toEqual(params);
  expect(formatRunListParams(params)).toContain('status=failed,expired');
  expect(formatRunListParams(params)).toContain('sort=duration');
});

test('a descending order that is not the default is written with a minus', () => {
  const params = { ...DEFAULT_RUN_LIST, sort: 'tokens', dir: 'desc' } as const;
  expect(formatRunListParams(params)).toBe('sort=-tokens');
  expect(there(params)).toEqual(params);
  const oldest = { ...DEFAULT_RUN_LIST, dir: 'asc' } as const;
  expect(there(oldest)).toEqual(oldest);
});

test('commas and percent signs inside a value survive', () => {
  const params = { ...DEFAULT_RUN_LIST, model: ['a,b', '50%', '%2C', 'plain'], assistant: ['Anna, the analyst'] };
  expect(there(params)).toEqual(params);
});

test('an item twice counts once', () => {
  expect(parseRunListParams(new URLSearchParams('status=failed,failed,,expired')).status).toEqual([
    'failed',
    'expired',
  ]);
});

test.each([
  'from=yesterday',
  'from=<b>',
  'sort=nonsense',
  `q=${'x'.repeat(301)}`,
  'to=99999999d',
  'group=colour',
  'fingerprint=%20',
])('what cannot be read counts as absent: %s', (query) => {
  expect(parseRunListParams(new URLSearchParams(query))).toEqual(DEFAULT_RUN_LIST);
});

test('time bounds are lengths back from now or instants', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  expect(timeBound('90m', now)).toBe(now - 90 * 60_000);
  expect(timeBound('7d', now)).toBe(now - 7 * 86_400_000);
  expect(timeBound('2026-11-20', now)).toBe(Date.UTC(2026, 10, 20));
  expect(timeBound(null, now)).toBeNull();
});
