import { describe, expect, it } from 'vitest';
import type { Json } from '../../../domain/json.ts';
import { wireObjects, wireObjectsOf } from './wire-objects.ts';

const answer = (path: string, text: string) => ({ path: path.split('/'), value: JSON.parse(text) as Json, text });
const seen = (text: string) => wireObjectsOf(JSON.parse(text) as Json, text);

describe('objects of an answer', () => {
  it('are cut out of a list byte for byte, with thread and run of the path', () => {
    const step = '{ "id" : "step_1",\t"created_at": 1700000001, "note":"\\u00e4\\"]},{" , "n":1.50 }';
    const text = `{"first_id":"step_1","data":[ ${step} ,{"id":"step_2"},null,{"id":"a/b"}],"object":"list"}\n`;
    expect(wireObjects(answer('threads/thread_a/runs/run_a/steps', text))).toEqual([
      { kind: 'step', id: 'step_1', threadId: 'thread_a', runId: 'run_a', createdAt: 1_700_000_001_000, text: step },
      { kind: 'step', id: 'step_2', threadId: 'thread_a', runId: 'run_a', createdAt: null, text: '{"id":"step_2"}' },
    ]);
  });

  it.each([
    ['threads', '[{"id":"thread_a"}]', { kind: 'thread', id: 'thread_a', threadId: null, runId: null }],
    ['threads/thread_a', ' {"id":"thread_a"} ', { kind: 'thread', id: 'thread_a' }],
    [
      'threads/thread_a/runs',
      '{"data":[{"id":"run_a"}]}',
      { kind: 'run', id: 'run_a', threadId: 'thread_a', runId: null },
    ],
    ['threads/thread_a/runs/run_a', '{}', { kind: 'run', id: 'run_a', threadId: 'thread_a', text: '{}' }],
    [
      'threads/thread_a/messages',
      '[{"id":"msg_a","run_id":"run_b"}]',
      { kind: 'message', id: 'msg_a', runId: 'run_b' },
    ],
    ['threads/thread_a/messages/msg_a', '{"run_id":null}', { kind: 'message', id: 'msg_a', runId: null }],
    ['threads/thread_a/runs/run_a/steps/step_a', '{"run_id":"run_x"}', { kind: 'step', id: 'step_a', runId: 'run_a' }],
    ['assistants/asst_a', '{"name":"A"}', { kind: 'assistant', id: 'asst_a', threadId: null }],
    ['files/file-a', '{"filename":"a.csv"}', { kind: 'file', id: 'file-a' }],
  ])('%s gives %s', (path, text, holds) => {
    const found = wireObjects(answer(path, text));
    expect(found).toMatchObject([holds]);
    expect(text).toContain(found[0]?.text);
  });

  it('are none for other addresses and for what is no object', () => {
    expect(wireObjects(answer('threads/thread_a/runs/run_a/cancel', '{"id":"run_a"}'))).toEqual([]);
    expect(wireObjects(answer('files/file-a/content', '{"id":"x"}'))).toEqual([]);
    expect(wireObjects(answer('responses/resp_a', '{"id":"resp_a"}'))).toEqual([]);
    for (const text of ['null', '5', '"x"', '[]']) expect(wireObjects(answer('threads/thread_a', text))).toEqual([]);
    for (const text of ['null', '{}', '{"data":{}}', '{"data":null}'])
      expect(wireObjects(answer('threads', text))).toEqual([]);
  });
});

describe('objects without an address', () => {
  const run = '{"id":"run_a","object":"thread.run","thread_id":"thread_a","created_at":1700000000}';
  const step = '{"id":"step_a","object":"thread.run.step","run_id":"run_a","thread_id":"thread_a"}';
  const message =
    '{"id":"msg_a","object":"thread.message","thread_id":"thread_a","run_id":null,"role":"user","content":[]}';

  it('come alone, in arrays, in envelopes and in bundles, each with its own text', () => {
    expect(seen(run)).toEqual([
      { kind: 'run', id: 'run_a', threadId: 'thread_a', runId: null, createdAt: 1_700_000_000_000, text: run },
    ]);
    const bundle = `{"run": ${run}, "steps": {"object":"list","data":[${step}]},"messages":[${message}]}`;
    expect(seen(`[${bundle}]`).map(({ kind, text }) => [kind, text])).toEqual([
      ['run', run],
      ['step', step],
      ['message', message],
    ]);
    expect(seen(`{"data":[${run}],"object":"list"}`)).toHaveLength(1);
  });

  it.each([
    ['a first-version run', '{"id":"run_1","object":"thread.run","file_ids":[],"thread_id":"thread_1"}', 'run'],
    ['a run of a host without object', '{"id":"r1","thread_id":"t1","assistant_id":"a1","status":"queued"}', 'run'],
    ['a step of a host without object', '{"id":"s1","run_id":"r1","step_details":{}}', 'step'],
    ['a message of a host without object', '{"id":"m1","thread_id":"t1","role":"user","content":"hi"}', 'message'],
    ['an Azure agent', '{"id":"asst_1","object":"assistant","name":"x"}', 'assistant'],
    ['a file of a host without object', '{"id":"f1","filename":"a.csv","bytes":5}', 'file'],
  ])('%s is recognised', (_what, text, kind) => expect(seen(text)).toMatchObject([{ kind, text }]));

  it.each([
    '{"id":"resp_1","object":"response","output":[{"id":"msg_1","type":"message","role":"assistant","content":[]}]}',
    '{"object":"list","data":[{"id":"msg_1","type":"message","role":"assistant","content":[],"status":"completed"}]}',
    '{"id":"msg_1","object":"thread.message.delta","delta":{}}',
    '{"id":"thread_1","object":"thread.deleted","deleted":true}',
    '{"error":{"message":"no"}}',
    '{"id":"cfile_1","object":"container.file"}',
    '[1,"x",null,[[]]]',
  ])('%s is not of this protocol', (text) => expect(seen(text)).toEqual([]));

  it('deep nesting is not followed for ever', () => {
    expect(seen(`${'['.repeat(50)}${run}${']'.repeat(50)}`)).toEqual([]);
  });
});
