import { expect, it } from 'vitest';
import { aMessage, aRun, aStep, codeCall, functionCall } from '../../domain/domain-fixtures.ts';
import { ms } from '../../domain/time.ts';
import { indexRun, outcomeOf } from './index-run.ts';

const usage = {
  inputTokens: 5,
  outputTokens: 7,
  totalTokens: null,
  cachedTokens: null,
  reasoningTokens: null,
  extra: {},
};
const says = (id: string, text: string) =>
  aMessage({ id, role: 'user', content: [{ type: 'text', text: { text }, annotations: [] }] });
const NOTHING = { steps: null, messages: [], question: [], fileNames: [] };

it('holds what the list shows, filters and finds by', () => {
  const run = aRun({
    status: 'failed',
    assistantName: 'Planner',
    createdAt: ms(1_000),
    failedAt: ms(9_000),
    usage,
    lastError: { code: 'server_error', message: 'It broke at 7', extra: {} },
  });
  const steps = [
    aStep({ id: 'step_1', createdAt: ms(1_000), completedAt: ms(4_000), calls: [codeCall('1')] }),
    aStep({ id: 'step_2', status: 'failed', calls: [functionCall('lookup')] }),
  ];
  const index = indexRun(
    {
      run,
      steps: { items: steps, complete: true },
      messages: [],
      question: [says('msg_1', 'Why?'), says('msg_2', 'Well?')],
      fileNames: ['a.csv'],
    },
    0,
  );
  expect(index).toMatchObject({
    source: 'test',
    key: 'thread_a.run_a',
    outcome: 'failed',
    assistantName: 'Planner',
    createdAt: 1_000,
    endedAt: 9_000,
    duration: 8_000,
    tokens: 12,
    errorCode: 'server_error',
    tools: ['code_interpreter', 'function'],
    fingerprint: { code: 'server_error', tool: 'lookup', stepId: 'step_2', title: 'It broke at …' },
    summary: {
      firstMessage: 'Why?',
      steps: 2,
      stepsComplete: true,
      phases: [
        { phase: 'tool', length: 3_000 },
        { phase: 'unaccounted', length: 5_000 },
      ],
    },
  });
  for (const text of ['Why?', 'Well?', 'a.csv', 'lookup', 'It broke at 7'])
    expect(index.text?.split('\n')).toContain(text);
});

it('knows no summary and no times of a run of which only the list told', () => {
  const run = aRun({
    status: 'in_progress',
    createdAt: ms(5),
    tools: [{ type: 'file_search' }, { type: 'function' }, { type: 'function' }],
  });
  expect(indexRun({ ...NOTHING, run }, 99)).toMatchObject({
    outcome: 'other',
    endedAt: null,
    duration: null,
    tokens: null,
    tools: ['file_search', 'function'],
    fingerprint: null,
    summary: null,
  });
});

it.each([
  ['failed', 'failed'],
  ['requires_action', 'waiting'],
  ['incomplete', 'waiting'],
  ['completed', 'completed'],
  ['cancelled', 'other'],
  ['new word', 'other'],
])('%s stands with %s', (status, outcome) => expect(outcomeOf(status)).toBe(outcome));
