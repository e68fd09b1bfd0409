import { expect, test } from 'vitest';
import { allMessages, allRuns, allSteps, runLike, sampleAt } from './sample-client.ts';

const client = sampleAt('2026-11-21T15:30:00Z');
const runs = await allRuns(client);
const steps = await allSteps(client, runs);

/** Field names of objects recorded in 2025 and 2026. */
const RUN =
  'id object created_at assistant_id thread_id status started_at expires_at cancelled_at failed_at completed_at required_action last_error model instructions tools tool_resources metadata temperature top_p reasoning_effort max_completion_tokens max_prompt_tokens truncation_strategy incomplete_details usage response_format tool_choice parallel_tool_calls'.split(
    ' ',
  );
const STEP =
  'id object created_at run_id assistant_id thread_id type status cancelled_at completed_at expires_at failed_at last_error step_details usage'.split(
    ' ',
  );
const MESSAGE = 'id object created_at assistant_id thread_id run_id role content attachments metadata'.split(' ');

test('runs, steps and messages have the recorded fields, in the recorded order', async () => {
  const current = runs.filter((run) => run.model === 'gpt-4.1' || run.model === 'llama-3.3-70b');
  expect(current.length).toBeGreaterThan(10);
  for (const run of current) {
    expect(Object.keys(run)).toEqual(RUN);
    if (run.usage) {
      expect(Object.keys(run.usage)).toEqual(
        'prompt_tokens completion_tokens total_tokens prompt_token_details completion_tokens_details'.split(' '),
      );
    }
  }
  const ids = new Set(current.map((run) => run.id));
  for (const step of steps.filter((s) => ids.has(s.run_id))) expect(Object.keys(step)).toEqual(STEP);
  const messages = await allMessages(client);
  expect(messages.filter((message) => Object.keys(message).join() === MESSAGE.join()).length).toBeGreaterThan(100);
});

test('Azure, spring 2024 and version 1 lack what they lacked', () => {
  const azure = runs.find((run) => run.model === 'gpt-4o');
  expect(azure).not.toHaveProperty('reasoning_effort');
  expect(azure?.usage).toHaveProperty('prompt_token_details');
  expect(azure?.usage).not.toHaveProperty('completion_tokens_details');
  const spring = runs.find((run) => run.model === 'gpt-4-turbo');
  expect(Object.keys(spring?.usage ?? {})).toEqual(['prompt_tokens', 'completion_tokens', 'total_tokens']);
  const first = runs.find((run) => run.model === 'gpt-4-1106-preview');
  expect(first).toHaveProperty('file_ids');
  for (const key of ['usage', 'required_action', 'temperature', 'tool_choice']) expect(first).not.toHaveProperty(key);
});

test('deadlines', () => {
  for (const run of runs) {
    const over = ['completed', 'failed', 'cancelled', 'incomplete'].includes(run.status);
    expect(run.expires_at === null).toBe(over);
    if (run.status === 'expired') expect(Number(run.expires_at) - run.created_at).toBe(600);
  }
});

test('after outputs were submitted, started_at is the time of resuming', () => {
  const churn = runLike(runs, 'run_Qm4T');
  expect(Number(churn.started_at) - churn.created_at).toBe(35);
});
