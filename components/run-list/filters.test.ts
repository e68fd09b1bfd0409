import { expect, test } from 'vitest';
import { DEFAULT_RUN_LIST } from '#lib/contract/run-list-params.ts';
import { filterChoices } from './filter-choices.ts';
import { isFiltered, noMatchTitle, withoutFilters } from './filter-words.ts';
import { sampleRun } from './sample-run.ts';
import { timeLabel } from './time-presets.ts';

const nameOf = (_kind: string, id: string) => ({ asst_1: 'Churn Analyst', prod: 'Production' })[id] ?? id;

test('choices are what was seen and what is chosen, each once, by label', () => {
  const runs = [
    sampleRun({ assistantId: 'asst_1', assistantName: null, model: 'gpt-4.1', tools: [{ type: 'function' }] }),
    sampleRun({
      assistantId: 'asst_1',
      assistantName: 'Churn Analyst',
      model: 'o4-mini',
      tools: [{ type: 'function' }],
    }),
    sampleRun({ assistantId: null, model: null, status: 'brand_new', tools: [{ type: 7 }] }),
  ];
  const choices = filterChoices(runs, { ...DEFAULT_RUN_LIST, assistant: ['asst_gone'], model: ['gpt-4.1'] }, []);
  expect(choices.assistant).toEqual([
    { value: 'asst_gone', label: 'asst_gone' },
    { value: 'asst_1', label: 'Churn Analyst' },
  ]);
  expect(choices.model.map((choice) => choice.value)).toEqual(['gpt-4.1', 'o4-mini']);
  expect(choices.tool.map((choice) => choice.value)).toEqual(['function']);
  expect(choices.status).toEqual(['completed', 'brand_new']);
});

test('a chosen assistant gets its name as soon as a run tells it', () => {
  const runs = [sampleRun({ assistantName: 'Churn Analyst' })];
  const choices = filterChoices(runs, { ...DEFAULT_RUN_LIST, assistant: ['asst_1'] }, []);
  expect(choices.assistant).toEqual([{ value: 'asst_1', label: 'Churn Analyst' }]);
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
});

test('times in words', () => {
  expect(timeLabel(null, null)).toBe('Any');
  expect(timeLabel('24h', null)).toBe('Last 24 h');
  expect(timeLabel('90m', null)).toBe('Last 90 min');
  expect(timeLabel('2026-11-20', null)).toBe('From 2026-11-20');
  expect(timeLabel('2026-11-20T10:00Z', '2h')).toBe('2026-11-20 10:00Z to 2 h ago');
});
