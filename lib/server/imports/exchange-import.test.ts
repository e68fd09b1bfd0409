import { describe, expect, test } from 'vitest';
import { idsOf, readFiles, textOf } from './reading-fixture.ts';
import { run, step, message, thread, list, json, FOUR, sse } from './wire-file-fixture.ts';

describe('recorded exchanges', () => {
  const exchange = (path: string, body: unknown, more: object = {}) => ({
    request: { method: 'GET', host: 'h', path, query: [], ...more },
    response: { status: 200, headers: {}, body },
  });

  test('path and query give the ids that objects do not name', async () => {
    const bare = { id: 'step_1', object: 'thread.run.step', step_details: {} };
    const reading = await readFiles({
      x: json({
        exchanges: [
          exchange('/prefix/v1/threads/thread_9/runs/run_9/steps', list(bare)),
          exchange('/v1/threads/thread_9/messages', list({ id: 'msg_1', object: 'thread.message' }), {
            query: [['run_id', 'run_9']],
          }),
          exchange('/v1/threads/thread_9/runs/run_9', { status: 'completed', created_at: 3 }),
        ],
      }),
    });
    const { runs } = reading.pool.groups();
    expect(runs.map(({ threadId, runId }) => [threadId, runId])).toEqual([['thread_9', 'run_9']]);
    expect(runs[0]?.entries.map(({ kind }) => kind).toSorted()).toEqual(['message', 'run', 'step']);
  });

  test('later states win; streams, payload lists and JSON kept as text are read; the rest is raw', async () => {
    const reading = await readFiles({
      x: json({
        exchanges: [
          exchange('/v1/threads/thread_1/runs', run('run_1', 'queued'), { method: 'POST' }),
          exchange('/v1/threads/thread_1/runs/run_1', run('run_1', 'in_progress', { n: 2 })),
          { request: null, response: { status: null, body: sse(['thread.run.step.completed', step()]) } },
          { request: null, response: { body: [message, { type: 'other' }] } },
          { request: null, response: { body: json(thread) } },
          { request: null, response: { body: { id: 'resp_1', object: 'response' } } },
          { request: null, response: { body: { error: { message: 'no' } } } },
          { request: null, response: { body: 'plain words' } },
        ],
      }),
    });
    expect(idsOf(reading)).toEqual(FOUR);
    expect(textOf(reading, 'run_1')).toContain('"n":2');
    expect(reading.counts().raw).toBe(3);
  });

  test('an error body is no object, whatever the path says', async () => {
    const body = { error: { message: 'No run found' } };
    const reading = await readFiles({ x: json({ exchanges: [exchange('/v1/threads/thread_1/runs/run_1', body)] }) });
    expect(reading.counts()).toMatchObject({ objects: 0, raw: 1 });
  });

  test('a list of one second comes newest first unless it was asked for otherwise', async () => {
    const ids = async (query: [string, string][]) => {
      const body = list(step('step_b'), step('step_a'));
      const recorded = exchange('/v1/threads/thread_1/runs/run_1/steps', body, { query });
      const reading = await readFiles({ x: json({ exchanges: [recorded] }) });
      return reading.pool.groups().runs[0]?.entries.map(({ id }) => id);
    };
    expect(await ids([])).toEqual(['step_a', 'step_b']);
    expect(await ids([['order', 'asc']])).toEqual(['step_b', 'step_a']);
  });
});

describe('our own export', () => {
  const text = '{ "id":"run_1","object":"thread.run","n":1.0 }';
  const object = { source: 'prod', kind: 'run', id: 'run_1', threadId: 'thread_1', runId: null, createdAt: 5, text };

  test('a bundle comes back as it was, files included, element by element', async () => {
    const bundle = json({
      runlens: 1,
      exportedAt: '2026-11-20T00:00:00Z',
      runs: [{ source: 'prod', key: 'thread_1.run_1' }],
      objects: [object],
      files: [
        { source: 'prod', fileId: 'file-1', name: null, type: null, base64: Buffer.from('abc').toString('base64') },
      ],
      missing: [],
    });
    for (const chunk of [1, 7, 1e6]) {
      const reading = await readFiles({ x: bundle }, { chunk, limits: { value: 250 } });
      expect(reading.refused).toEqual([]);
      expect(textOf(reading, 'run_1')).toBe(text);
      const [bytes] = reading.pool.files.values();
      expect(bytes && Buffer.from(reading.pool.spool.bytes(bytes.place)).toString()).toBe('abc');
    }
  });

  test('a bundle with a broken object is refused whole', async () => {
    const bad = { ...object, id: '../x' };
    const reading = await readFiles({ x: json({ runlens: 1, objects: [object, bad], files: [] }) });
    expect(idsOf(reading)).toEqual([]);
    expect(reading.refused[0]?.why).toBe('This is not an object of a bundle.');
  });

  test('lines of JSON', async () => {
    const { text: _text, ...head } = object;
    const reading = await readFiles({ x: `${json(head).slice(0, -1)},"object":${text}}\n` });
    expect(textOf(reading, 'run_1')).toBe(text);
  });
});
