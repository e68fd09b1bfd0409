import { describe, expect, it } from 'vitest';
import { parseRunListParams } from '../../contract/run-list-params.ts';
import { parseTraceViewParams } from '../../contract/trace-view-params.ts';
import { isId, isKey } from '../../domain/ids.ts';
import { parseJson } from '../upstream/safe-json.ts';
import { readExportQuery } from './export-query.ts';
import { readFeed } from './feed-query.ts';
import { hostileTexts, orRefused } from './hostile-fixture.ts';
import { readBuckets, readLimit, readPageQuery } from './list-query.ts';
import { readTextPath, readTextQuery } from './text-query.ts';

describe('queries', () => {
  const names = [
    'limit',
    'cursor',
    'order',
    'buckets',
    'from',
    'to',
    'find',
    'hit',
    'path',
    'format',
    'budget',
    'runs',
    'rows',
    'list',
    'source',
    'status',
    'q',
    'sort',
    'dir',
    'group',
    'step',
    'view',
    '__proto__',
    'constructor',
    'toString',
  ];
  const words = [
    '1',
    '-1',
    '0',
    '999999999999',
    '1e9',
    'NaN',
    'asc',
    'desc',
    'thread_a',
    'a.b',
    '[0].x',
    'json',
    ',',
    '%2C',
    'true',
    '2026-01-01',
    '15m',
  ];

  it('any query gives bounded values or a refusal', () => {
    const values = hostileTexts('values', 6_000, words, 6);
    for (let at = 0; at + 4 < values.length; at += 3) {
      const query = new URLSearchParams(names.map((name, i) => [name, values[(at + i) % values.length] ?? '']));
      expect(readLimit(query)).toSatisfy((limit: number) => Number.isInteger(limit) && limit >= 1 && limit <= 100);
      expect(readBuckets(query)).toSatisfy((count: number) => Number.isInteger(count) && count >= 2 && count <= 500);
      const page = orRefused(() => readPageQuery(query));
      if (page) expect(page.cursor === undefined || isId(page.cursor)).toBe(true);
      if (page) expect([undefined, 'asc', 'desc']).toContain(page.order);
      const range = orRefused(() => readTextQuery(query));
      for (const end of [range?.from, range?.to]) {
        expect(end ?? null).toSatisfy(
          (line: number | null) => line === null || (Number.isSafeInteger(line) && line >= 0),
        );
      }
      const { first, most } = range?.find ?? { first: 0, most: 1 };
      expect(Number.isSafeInteger(first) && first >= 0 && most >= 1 && most <= 10_000).toBe(true);
      orRefused(() => readTextPath(query));
      const wanted = orRefused(() => readExportQuery(query));
      if (wanted) expect(['json', 'md', 'jsonl']).toContain(wanted.format);
      if (wanted) expect(wanted.budget).toSatisfy((budget: number) => Number.isInteger(budget) && budget > 0);
      const feed = orRefused(() => readFeed(query));
      for (const place of [...(feed?.runs ?? []), ...(feed?.rows ?? [])]) expect(isKey(place.key)).toBe(true);
      const list = parseRunListParams(query);
      expect(list.q.length).toBeLessThanOrEqual(300);
      expect(['asc', 'desc']).toContain(list.dir);
      parseTraceViewParams(query);
    }
    expect('polluted' in {}).toBe(false);
  });

  it('JSON of strangers never reaches a prototype, and deep one is not parsed', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"__proto__"',
      '"\\u005f_proto__"',
      '"constructor"',
      '"prototype"',
      '1',
      'null',
      '"\\ud800"',
      '{"__proto__":{"polluted":true}}',
      '{"a":',
      '[[',
    ];
    for (const text of hostileTexts('json', 8_000, pieces, 14)) {
      const { value, problem } = parseJson(text);
      if (problem !== null) expect(value).toBeNull();
      else if (typeof value === 'object' && value !== null) {
        expect(Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor')).toBe(false);
      }
    }
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      expect(parseJson(open.repeat(200) + '1' + close.repeat(200)).problem).toBeNull();
      expect(parseJson(open.repeat(201) + '1' + close.repeat(201)).problem).toBe('too_deep');
      expect(parseJson(open.repeat(1_000_000)).problem).toBe('too_deep');
    }
    expect('polluted' in {}).toBe(false);
  });
});
