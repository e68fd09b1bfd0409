import { describe, expect, test } from 'vitest';
import { recognise } from './recognise.ts';

const ids = (
  threadId: string | null,
  runId: string | null = null,
  stepId: string | null = null,
  messageId: string | null = null,
) => ({
  threadId,
  runId,
  stepId,
  messageId,
});
const BOTH = ids('thread_abc', 'run_def');

describe('recognise', () => {
  test.each([
    ['thread_abc', ids('thread_abc')],
    ['  run_def\n', ids(null, 'run_def')],
    ['step_x1', ids(null, null, 'step_x1')],
    ['msg_x1', ids(null, null, null, 'msg_x1')],
    ['thread_abc/run_def', BOTH],
    ['thread_abc run_def', BOTH],
    ['thread_abc.run_def', BOTH],
    ['thread_abc: run_def', BOTH],
    ['thread_id=thread_abc, run_id=run_def', BOTH],
    ['Thread: "thread_abc" Run: "run_def"', BOTH],
    ['run_def thread_abc step_x1', ids('thread_abc', 'run_def', 'step_x1')],
    ['/v1/threads/thread_abc/runs/run_def', BOTH],
  ])('ids: %s', (text, expected) => expect(recognise(text)).toEqual(expected));

  test.each([
    ['https://api.example/v1/threads/thread_abc', ids('thread_abc')],
    ['https://api.example/v1/threads/thread_abc/runs', ids('thread_abc')],
    [
      'https://api.example/any/prefix/threads/thread_abc/runs/run_def/steps/step_x1?order=asc',
      ids('thread_abc', 'run_def', 'step_x1'),
    ],
    ['https://api.example/v1/threads/thread_abc/runs/run_def/cancel', BOTH],
    ['https://api.example/v1/threads/thread_abc/messages/msg_x1', ids('thread_abc', null, null, 'msg_x1')],
    ['https://host.example/api/projects/p1/threads/0f8b-11/runs/77c2-12?api-version=v1', ids('0f8b-11', '77c2-12')],
    ['https://api.example/v1/threads/thread_abc/messages?run_id=run_def', BOTH],
    ['https://platform.openai.com/threads/thread_abc', ids('thread_abc')],
    ['https://platform.openai.com/playground/assistants?assistant=asst_q&thread=thread_abc', ids('thread_abc')],
    ['https://platform.openai.com/assistants/asst_q#/runs/run_def', ids(null, 'run_def')],
    ['http://localhost:3000/runs/sample/thread_abc.run_def?step=step_x1', ids('thread_abc', 'run_def', 'step_x1')],
    ['http://localhost:3000/threads/sample/thread_abc', ids('thread_abc')],
    ['https://api.example/v1%2Fthreads%2Fthread_abc', ids('thread_abc')],
    ['https://api.example/v1/threads/thread_abc pasted with words', ids('thread_abc')],
  ])('addresses: %s', (text, expected) => expect(recognise(text)).toEqual(expected));

  test.each([
    [{ id: 'run_def', object: 'thread.run', thread_id: 'thread_abc' }, BOTH],
    [
      { object: 'thread.run.step', run_id: 'run_def', thread_id: 'thread_abc', id: 'step_x1' },
      ids('thread_abc', 'run_def', 'step_x1'),
    ],
    [
      { id: 'msg_x1', object: 'thread.message', thread_id: 'thread_abc', run_id: null },
      ids('thread_abc', null, null, 'msg_x1'),
    ],
    [{ id: 'thread_abc', object: 'thread' }, ids('thread_abc')],
    [{ id: '77c2', object: 'thread.run', thread_id: '0f8b' }, ids('0f8b', '77c2')],
    [{ id: 'run_def', thread_id: 'thread_abc' }, BOTH],
  ])('objects: %j', (value, expected) => {
    expect(recognise(JSON.stringify(value))).toEqual(expected);
    expect(recognise(JSON.stringify(value, null, 2))).toEqual(expected);
  });

  test('an object too long to read whole is searched for its ids', () => {
    const wire = { id: 'run_def', object: 'thread.run', thread_id: 'thread_abc', instructions: 'x'.repeat(30_000) };
    expect(recognise(JSON.stringify(wire))).toEqual(BOTH);
    const step = {
      id: 'step_x1',
      object: 'thread.run.step',
      run_id: 'run_def',
      thread_id: 'thread_abc',
      step_details: 'y'.repeat(30_000),
    };
    expect(recognise(JSON.stringify(step))).toEqual(ids('thread_abc', 'run_def', 'step_x1'));
  });

  test.each([
    '',
    '   ',
    'thread',
    'thread_id',
    'run_id step_ids',
    'why did run_def fail',
    'resp_abc',
    'asst_abc',
    'thread_ä',
    'prefix_thread_abc',
    `thread_${'x'.repeat(130)}`,
    'https://example.com/',
    'https://example.com/?thread_id=',
    'https://example.com/threads/a.b',
    'https://example.com/threads/talk/of/the-town',
    'https://',
    '{"id":"resp_abc","object":"response"}',
    '{"id":"resp_abc","object":"response","thread_id":"thread_abc","output":[',
    '{"id":"run/def","object":"thread.run"}',
    '{"object":"list","data":[]}',
    '{}',
    '[]',
  ])('nothing of this protocol: %s', (text) => expect(recognise(text)).toBeNull());
});
