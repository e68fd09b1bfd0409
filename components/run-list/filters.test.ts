import { expect, test } from 'vitest';
import { DEFAULT_RUN_LIST } from '#lib/contract/run-list-params.ts';
import { filterChoices, knownNames } from './filter-choices.ts';
import { isFiltered, lessFiltered, noMatchTitle, withoutFilters } from './filter-words.ts';
import { sampleRun } from './sample-run.ts';
import { statusChoices } from './status-choices.tsx';
import { timeLabel } from './time-presets.ts';

const nameOf = (_kind: string, id: string) => ({ asst_1: 'Churn Analyst', prod: 'Production' })[id] ?? id;

const seen = [
  sampleRun({ assistantId: 'asst_1', assistantName: null, model: 'gpt-4.1', tools: [{ type: 'function' }] }),
  sampleRun({ assistantId: 'asst_1', assistantName: 'Churn Analyst', model: 'o4-mini', tools: [{ type: 'function' }] }),
  sampleRun({ assistantId: null, model: null, status: 'brand_new', tools: [{ type: 7 }] }),
];
const names = knownNames(seen, []);
const none = DEFAULT_RUN_LIST;

test('choices are what the server counted, then with zero what is chosen or was seen', () => {
  const answer = [
    { value: 'gpt-5', label: null, count: 12 },
    { value: 'o4-mini', label: null, count: 3 },
  ];
  expect(filterChoices('model', answer, { ...none, model: ['gone'] }, seen, names)).toEqual([
    { value: 'gpt-5', label: 'gpt-5', count: 12 },
    { value: 'o4-mini', label: 'o4-mini', count: 3 },
    { value: 'gone', label: 'gone', count: 0 },
    { value: 'gpt-4.1', label: 'gpt-4.1', count: 0 },
  ]);
});

test('without an answer the values seen are offered, uncounted, each once and by name', () => {
  const choices = filterChoices('assistant', null, { ...none, assistant: ['asst_gone'] }, seen, names);
  expect(choices).toEqual([
    { value: 'asst_gone', label: 'asst_gone', count: undefined },
    { value: 'asst_1', label: 'Churn Analyst', count: undefined },
  ]);
  expect(filterChoices('tool', null, none, seen, names).map((choice) => choice.value)).toEqual(['function']);
});

test('every known status is offered; those that no run has say zero', () => {
  const offered = filterChoices('status', [{ value: 'odd', label: null, count: 2 }], none, [], names);
  const choices = statusChoices(offered, true);
  expect(choices[0]).toMatchObject({ value: 'failed', count: 0 });
  expect(choices.at(-1)).toMatchObject({ value: 'odd', count: 2 });
});

test('clearing keeps the order', () => {
  const params = { ...DEFAULT_RUN_LIST, status: ['failed'], q: 'x', from: '1h', sort: 'tokens' as const };
  expect(isFiltered(params)).toBe(true);
  const cleared = withoutFilters(params);
  expect(isFiltered(cleared)).toBe(false);
  expect(cleared.sort).toBe('tokens');
});

test('what was not found is said in one sentence', () => {
  expect(noMatchTitle({ ...DEFAULT_RUN_LIST, status: ['failed'], assistant: ['asst_1'], from: '1h' }, nameOf)).toBe(
    'No failed runs of Churn Analyst in the last hour',
  );
  expect(
    noMatchTitle({ ...DEFAULT_RUN_LIST, status: ['failed', 'expired'], source: ['prod'], q: 'refund' }, nameOf),
  ).toBe('No failed or expired runs in Production with “refund”');
  // The chip of the filter says the same on the same clock.
  const range = { from: '2026-11-11T12:00Z', to: '2026-11-15T12:00Z' };
  expect(noMatchTitle({ ...DEFAULT_RUN_LIST, ...range }, nameOf, true)).toBe(
    `No runs from ${timeLabel(range.from, range.to, true)}`,
  );
});

test('a filter that nothing passes is offered without each of its parts', () => {
  const params = { ...none, sort: 'tokens' as const, status: ['failed'], from: '1h', q: 'refund' };
  expect(lessFiltered(params)).toEqual([
    { name: 'Any time', params: { ...params, from: null } },
    { name: 'Any status', params: { ...params, status: [] } },
    { name: 'Any words', params: { ...params, q: '' } },
  ]);
  expect(lessFiltered({ ...none, from: '1h', to: '2h' })).toEqual([]);
});

test('times in words', () => {
  expect(timeLabel(null, null)).toBe('Any');
  expect(timeLabel('24h', null)).toBe('Last 24 h');
  expect(timeLabel('90m', null)).toBe('Last 90 min');
  expect(timeLabel('2026-11-20', null)).toBe('From 2026-11-20');
  expect(timeLabel('2026-11-20T10:00Z', '2h')).toBe('2026-11-20 10:00Z to 2 h ago');
  const at = (minute: number) => new Date(2026, 10, 20, 13, minute).toISOString();
  expect(timeLabel(at(10), at(40), true)).toBe('20 Nov 13:10 to 13:40');
  expect(timeLabel(at(10), null, true)).toBe('From 20 Nov 13:10');
});
