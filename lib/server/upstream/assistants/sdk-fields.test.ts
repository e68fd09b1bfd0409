import type { Message as SdkMessage } from 'openai/resources/beta/threads/messages';
import type { Run as SdkRun } from 'openai/resources/beta/threads/runs/runs';
import type { RunStep as SdkStep } from 'openai/resources/beta/threads/runs/steps';
import type { Thread as SdkThread } from 'openai/resources/beta/threads/threads';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../domain/json.ts';
import { messageToDomain } from './message-to-domain.ts';
import { runToDomain } from './run-to-domain.ts';
import { stepToDomain } from './step-to-domain.ts';
import { threadToDomain } from './thread-to-domain.ts';

/** Every field of the vendor's type definitions must stand in the samples below: the compiler refuses a sample without. */
type Sample<T> = { [K in keyof Required<T>]: Json };

const AT = 1_760_000_000;

const RUN: Sample<SdkRun> = {
  id: 'run_a',
  object: 'thread.run',
  created_at: AT,
  assistant_id: 'asst_a',
  thread_id: 'thread_a',
  status: 'failed',
  started_at: AT,
  expires_at: AT,
  cancelled_at: AT,
  failed_at: AT,
  completed_at: AT,
  required_action: { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls: [] } },
  last_error: { code: 'server_error', message: 'm' },
  incomplete_details: { reason: 'max_prompt_tokens' },
  model: 'm',
  instructions: 'i',
  tools: [{ type: 'file_search' }],
  metadata: {},
  temperature: 1,
  top_p: 1,
  max_completion_tokens: 1,
  max_prompt_tokens: 1,
  truncation_strategy: { type: 'auto' },
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  response_format: 'auto',
  tool_choice: 'auto',
  parallel_tool_calls: true,
};

/** On the wire, absent from the type definitions. */
const RUN_WIRE_ONLY: JsonObject = { tool_resources: {}, reasoning_effort: 'low', file_ids: ['file-a'] };

const STEP: Sample<SdkStep> = {
  id: 'step_a',
  object: 'thread.run.step',
  created_at: AT,
  run_id: 'run_a',
  assistant_id: 'asst_a',
  thread_id: 'thread_a',
  type: 'tool_calls',
  status: 'failed',
  cancelled_at: AT,
  completed_at: AT,
  expired_at: AT,
  failed_at: AT,
  last_error: { code: 'server_error', message: 'm' },
  step_details: { type: 'tool_calls', tool_calls: [] },
  metadata: {},
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

const MESSAGE: Sample<SdkMessage> = {
  id: 'msg_a',
  object: 'thread.message',
  created_at: AT,
  assistant_id: 'asst_a',
  thread_id: 'thread_a',
  run_id: 'run_a',
  role: 'assistant',
  content: [{ type: 'text', text: { value: 'v', annotations: [] } }],
  attachments: [{ file_id: 'file-a', tools: [{ type: 'file_search' }] }],
  metadata: {},
  status: 'incomplete',
  incomplete_details: { reason: 'max_tokens' },
  incomplete_at: AT,
  completed_at: AT,
};

const THREAD: Sample<SdkThread> = {
  id: 'thread_a',
  object: 'thread',
  created_at: AT,
  metadata: {},
  tool_resources: {},
};

const place = { source: 's', threadId: 'thread_a', fallbackId: 'run-1' };

test('every known field is mapped: none is left over and none comes out as null', () => {
  const nulls = (value: object) => Object.entries(value).flatMap(([name, inner]) => (inner === null ? [name] : []));
  const run = runToDomain({ ...RUN, ...RUN_WIRE_ONLY }, place);
  expect(run.extra).toEqual({});
  expect(nulls(run)).toEqual(['assistantName']);
  const step = stepToDomain({ ...STEP, expires_at: AT }, 'step-1');
  expect(step.extra).toEqual({});
  expect(nulls(step)).toEqual(['messageId', 'detail']);
  const message = messageToDomain(MESSAGE, 'message-1');
  expect(message.extra).toEqual({});
  expect(nulls(message)).toEqual([]);
  expect(threadToDomain(THREAD, 's', 'thread-1').extra).toEqual({});
});
