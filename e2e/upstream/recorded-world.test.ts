import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readRecorded, recordedWorld } from './recorded-world.ts';
import { worldHandler } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'runlens-recorded-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (status: string) => ({ id: 'run_1', object: 'thread.run', thread_id: 'thread_1', created_at: 10, status });
const step = (id: string, status: string) => ({
  id,
  object: 'thread.run.step',
  run_id: 'run_1',
  thread_id: 'thread_1',
  created_at: 11,
  status,
});
const events: [name: string, data: unknown][] = [
  ['thread.run.created', run('queued')],
  ['thread.run.step.delta', { id: 'step_2', object: 'thread.run.step.delta', delta: {} }],
  ['thread.run.step.completed', step('step_2', 'completed')],
  ['done', '[DONE]'],
];
const stream = events.map(
  ([name, data]) => `event: ${name}\ndata: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
);
writeFileSync(
  join(folder, 'one.json'),
  JSON.stringify({
    exchanges: [
      { response: { body: stream.join('') } },
      { response: { body: { object: 'list', data: [step('step_1', 'in_progress')] } } },
      { response: { body: [step('step_1', 'completed'), { object: 'thread.run.step' }, null] } },
      { response: { body: run('completed') } },
      { response: { body: { ...step('step_9', 'completed'), run_id: 'run_lost' } } },
      { response: {} },
    ],
  }),
);

test('the last state of every object is served, from bodies, streams and arrays', async () => {
  const serve = worldHandler(recordedWorld(readRecorded(folder)));
  const get = async (path: string) => (await serve(new Request(`http://host/recorded/v1/${path}`))).json();
  expect(await get('threads')).toMatchObject({ data: [{ id: 'thread_1', object: 'thread' }] });
  expect(await get('threads/thread_1/runs/run_1')).toMatchObject({ status: 'completed' });
  expect(await get('threads/thread_1/runs/run_1/steps?order=asc')).toMatchObject({
    data: [
      { id: 'step_2', status: 'completed' },
      { id: 'step_1', status: 'completed' },
    ],
    has_more: false,
  });
  expect(await get('threads/thread_1/runs/run_lost')).toMatchObject({ id: 'run_lost', thread_id: 'thread_1' });
});

test('what is not there answers 404 in the form of the protocol', async () => {
  const serve = worldHandler(recordedWorld(readRecorded(folder)));
  for (const path of [
    'threads/none',
    'threads/thread_1/runs/none',
    'threads/thread_1/runs/run_1/steps/none',
    'files/none',
  ]) {
    const answer = await serve(new Request(`http://host/recorded/v1/${path}`));
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  }
});
