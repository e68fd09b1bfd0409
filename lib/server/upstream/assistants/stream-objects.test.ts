import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../domain/json.ts';
import type { StreamedObject, StreamEvent } from '../dialect.ts';
import { applyDelta, withoutHoles } from './apply-delta.ts';
import { StreamObjects } from './stream-objects.ts';

const event = (value: Json): StreamEvent => ({ event: null, value, text: JSON.stringify(value) });
/** Every object of a whole stream in its last state. */
function objectsOfStream(events: Iterable<StreamEvent>): StreamedObject[] {
  const stream = new StreamObjects();
  for (const one of events) stream.add(one);
  return stream.objects();
}

const run = (status: string): Json => ({ id: 'run_1', object: 'thread.run', thread_id: 'thread_1', status });
const step = (status: string, tool_calls: Json[]): Json => ({
  id: 'step_1',
  object: 'thread.run.step',
  run_id: 'run_1',
  thread_id: 'thread_1',
  type: 'tool_calls',
  status,
  step_details: { type: 'tool_calls', tool_calls },
});
const delta = (...tool_calls: Json[]): Json => ({
  id: 'step_1',
  object: 'thread.run.step.delta',
  delta: { step_details: { type: 'tool_calls', tool_calls } },
});
const code = (code_interpreter: Json, index = 0) => ({ index, type: 'code_interpreter', code_interpreter });
const calls = (objects: ReturnType<typeof objectsOfStream>) =>
  (objects.find(({ value }) => value.id === 'step_1')?.value.step_details as JsonObject | undefined)?.tool_calls;

describe('deltas', () => {
  test('text in pieces is joined, outputs are placed by their index', () => {
    const objects = objectsOfStream(
      [
        run('in_progress'),
        step('in_progress', []),
        delta({ ...code({ input: '', outputs: [] }), id: 'call_1' }),
        delta(code({ input: 'print' })),
        delta(code({ input: '(65)' })),
        delta(code({ outputs: [{ index: 1, type: 'logs', logs: 'b' }] })),
        delta(code({ outputs: [{ index: 0, type: 'logs', logs: '6' }] })),
        delta(code({ outputs: [{ index: 0, type: 'logs', logs: '5' }] })),
      ].map(event),
    );
    expect(calls(objects)).toEqual([
      {
        id: 'call_1',
        type: 'code_interpreter',
        code_interpreter: {
          input: 'print(65)',
          outputs: [
            { type: 'logs', logs: '65' },
            { type: 'logs', logs: 'b' },
          ],
        },
      },
    ]);
  });

  test('a call that is sent twice keeps its id and its ranker', () => {
    const search = (ranker: string) => ({
      index: 0,
      id: 'call_1',
      type: 'file_search',
      file_search: { ranking_options: { ranker, score_threshold: 0 }, results: [] },
    });
    const objects = objectsOfStream(
      [step('in_progress', []), delta(search('auto')), delta(search('default_2024_08_21'))].map(event),
    );
    expect(calls(objects)).toEqual([
      {
        id: 'call_1',
        type: 'file_search',
        file_search: { ranking_options: { ranker: 'default_2024_08_21', score_threshold: 0 }, results: [] },
      },
    ]);
  });

  test('null before a string is set, calls may come out of order, holes close up', () => {
    const objects = objectsOfStream(
      [
        step('in_progress', []),
        delta({ index: 2, id: 'call_c', type: 'function', function: { name: 'c', arguments: '{', output: null } }),
        delta({ index: 0, id: 'call_a', type: 'function', function: { name: 'a', arguments: '{}', output: null } }),
        delta({ index: 2, type: 'function', function: { arguments: '}', output: 'done' } }),
      ].map(event),
    );
    expect(calls(objects)).toEqual([
      { id: 'call_a', type: 'function', function: { name: 'a', arguments: '{}', output: null } },
      { id: 'call_c', type: 'function', function: { name: 'c', arguments: '{}', output: 'done' } },
    ]);
  });

  test('indexes out of bounds are left out', () => {
    const before = { tool_calls: [] };
    for (const index of [-1, 0.5, 1e9, 2000, '0', null]) {
      expect(withoutHoles(applyDelta(before, { tool_calls: [{ index, id: 'x' }] }))).toEqual(before);
    }
  });

  test('nothing that is given is changed', () => {
    const before = Object.freeze({ a: Object.freeze([Object.freeze({ input: 'x' })]) });
    expect(applyDelta(before as unknown as JsonObject, { a: [{ index: 0, input: 'y' }] })).toEqual({
      a: [{ input: 'xy' }],
    });
    expect(before.a[0]?.input).toBe('x');
  });
});

describe('objects', () => {
  test('a whole object replaces what deltas made and keeps its text', () => {
    const done = step('completed', [code({ input: 'whole', outputs: [] })]);
    const objects = objectsOfStream([step('in_progress', []), delta(code({ input: 'par' })), done].map(event));
    expect(objects).toEqual([{ value: done, text: JSON.stringify(done) }]);
  });

  test('an object announced again keeps what deltas brought', () => {
    const objects = objectsOfStream(
      [step('in_progress', []), delta(code({ input: 'kept' })), step('in_progress', [])].map(event),
    );
    expect(calls(objects)).toEqual([{ type: 'code_interpreter', code_interpreter: { input: 'kept' } }]);
  });

  test('what has ended is neither begun again nor added to', () => {
    const done = step('completed', [code({ input: 'whole', outputs: [] })]);
    const late = [step('in_progress', []), delta(code({ input: 'par' })), delta(code({ input: 'x' }, 1))];
    expect(objectsOfStream([done, ...late].map(event))).toEqual([{ value: done, text: JSON.stringify(done) }]);
  });

  test('a delta cannot change whose it is', () => {
    const forged = {
      id: 'step_1',
      object: 'thread.run.step.delta',
      delta: { id: 'step_2', run_id: 'run_2', thread_id: 't' },
    };
    const objects = objectsOfStream([run('in_progress'), step('in_progress', []), forged].map(event));
    expect(objects.map(({ value }) => [value.id, value.run_id ?? null])).toEqual([
      ['run_1', null],
      ['step_1', 'run_1'],
    ]);
    const other = { id: 'run_1', object: 'thread.message.delta', delta: { content: [{ index: 0 }] } };
    expect(objectsOfStream([run('in_progress'), other].map(event))).toEqual(
      objectsOfStream([event(run('in_progress'))]),
    );
  });

  test('deltas without their beginning make a step below the run of the stream', () => {
    const [, made] = objectsOfStream([run('in_progress'), delta(code({ input: 'a' }))].map(event));
    expect(made?.value).toMatchObject({ id: 'step_1', run_id: 'run_1', thread_id: 'thread_1', status: 'in_progress' });
  });

  test('message text and annotations grow by their own indexes', () => {
    const part = (value: string, annotations: Json[] = []): Json => ({
      id: 'msg_1',
      object: 'thread.message.delta',
      delta: { content: [{ index: 0, type: 'text', text: { value, annotations } }] },
    });
    const mark = (index: number, text: string) => ({ index, type: 'file_citation', text });
    const [message] = objectsOfStream(
      [part('Hel'), part('lo', [mark(1, '[b]')]), part('', [mark(0, '[a]')])].map(event),
    );
    expect(message?.value.content).toEqual([
      {
        type: 'text',
        text: {
          value: 'Hello',
          annotations: [
            { type: 'file_citation', text: '[a]' },
            { type: 'file_citation', text: '[b]' },
          ],
        },
      },
    ]);
  });

  test('what is of another protocol is left alone', () => {
    const other: Json[] = [null, 'x', [], {}, { id: 'resp_1', object: 'response' }, { error: { message: 'no' } }];
    expect(objectsOfStream(other.map(event))).toEqual([]);
  });
});
