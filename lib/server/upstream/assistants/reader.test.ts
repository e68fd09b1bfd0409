import { describe, expect, test } from 'vitest';
import type { Json } from '../../../domain/json.ts';
import type { SourceReader } from '../dialect.ts';
import { assistantsDialect } from './dialect.ts';
import { type Asked, failing, fakeUpstream } from './fixtures/fake-upstream.ts';

const { signal } = new AbortController();
const KEY = 'thread_a.run_a';
const THREAD = 'threads/thread_a';
const RUN = `${THREAD}/runs/run_a`;
const INCLUDE = 'step_details.tool_calls[*].file_search.results[*].content';
const MIB = 1024 * 1024;

function connect(answers: Parameters<typeof fakeUpstream>[0]): { reader: SourceReader; asked: Asked[] } {
  const { upstream, asked } = fakeUpstream(answers);
  return { reader: assistantsDialect.connect('src', upstream), asked };
}

const list = (ids: string[], more: Record<string, Json> = {}): Json => ({
  object: 'list',
  data: ids.map((id) => ({ id })),
  first_id: ids[0] ?? null,
  last_id: ids.at(-1) ?? null,
  has_more: false,
  ...more,
});
const message = (id: string, runId: string | null): Json => ({
  id,
  object: 'thread.message',
  run_id: runId,
  role: 'assistant',
});
const ids = (page: { items: { id: string }[] }) => page.items.map((item) => item.id);

describe('protocol', () => {
  test('names itself and its header', () => {
    expect(assistantsDialect.name).toBe('assistants');
    expect(assistantsDialect.headers).toEqual({ 'OpenAI-Beta': 'assistants=v2' });
  });

  test('keys are thread and run', () => {
    const { reader } = connect({});
    expect(reader.runKey('thread_a', 'run_a')).toBe(KEY);
    expect(reader.parseKey(KEY)).toEqual({ threadId: 'thread_a', runId: 'run_a' });
    for (const key of ['run_a', 'a.b.c', '.b', 'a.', 'a/b.c']) {
      expect(() => reader.parseKey(key)).toThrow('This is not the key of a run');
    }
  });
});

describe('what is asked', () => {
  test('of lists: path, parent, order and limit', async () => {
    const answers = {
      threads: list([]),
      [`${THREAD}/runs`]: list([]),
      [`${THREAD}/messages`]: list([]),
      [`${RUN}/steps`]: list([]),
    };
    const { reader, asked } = connect(answers);
    await reader.listThreads({ limit: 20 }, signal);
    await reader.listRuns('thread_a', { limit: 1000, cursor: '' }, signal);
    await reader.listMessages('thread_a', { limit: 0, order: 'desc' }, signal);
    await reader.listSteps(KEY, { limit: 2.9 }, signal);
    expect(asked).toEqual([
      { capability: 'list_threads', path: 'threads', parent: null, query: { limit: '20', order: 'desc' } },
      {
        capability: 'list_runs',
        path: `${THREAD}/runs`,
        parent: THREAD,
        object: 'thread_a',
        query: { limit: '100', order: 'desc' },
      },
      {
        capability: 'messages',
        path: `${THREAD}/messages`,
        parent: THREAD,
        object: 'thread_a',
        query: { limit: '1', order: 'desc' },
        maxBytes: 256 * MIB,
      },
      {
        capability: 'steps',
        path: `${RUN}/steps`,
        parent: RUN,
        object: 'run_a',
        query: { limit: '2', order: 'asc', 'include[]': INCLUDE },
      },
    ]);
  });

  test('of lists behind a cursor: nothing by which the host could be found to lack the list', async () => {
    const { reader, asked } = connect({ [`${RUN}/steps`]: list([]), [`${THREAD}/runs`]: list([]) });
    await reader.listSteps(KEY, { limit: 5, cursor: '~step_z' }, signal);
    await reader.listRuns('thread_a', { limit: 5, cursor: 'run_z' }, signal);
    const query = { limit: '5', order: 'asc', before: 'step_z', 'include[]': INCLUDE };
    expect(asked).toEqual([
      { capability: 'steps', path: `${RUN}/steps`, parent: null, query },
      {
        capability: 'list_runs',
        path: `${THREAD}/runs`,
        parent: null,
        query: { limit: '5', order: 'desc', after: 'run_z' },
      },
    ]);
  });

  test('of objects: no parent, and room for a large step', async () => {
    const { reader, asked } = connect({
      [THREAD]: {},
      [RUN]: {},
      [`${RUN}/steps/step_a`]: {},
      'assistants/asst_a': { id: 'asst_a', name: 'Gardener', model: 'gpt-4o', tools: [] },
      'files/file-a': {
        id: 'file-a',
        filename: 'beds.csv',
        bytes: 12,
        purpose: 'assistants',
        created_at: 1_760_000_000,
      },
      'files/file-a/content': 'bytes',
    });
    await reader.getThread('thread_a', signal);
    await reader.getRun(KEY, signal);
    await reader.getStep(KEY, 'step_a', signal);
    expect(await reader.getAssistant('asst_a', signal)).toEqual({ id: 'asst_a', name: 'Gardener', model: 'gpt-4o' });
    expect(await reader.getFile('file-a', signal)).toEqual({
      id: 'file-a',
      name: 'beds.csv',
      bytes: 12,
      purpose: 'assistants',
      createdAt: 1_760_000_000_000,
    });
    const content = await reader.getFileContent('file-a', signal);
    expect([await new Response(content.body).text(), content.bytes]).toEqual(['"bytes"', 7]);
    expect(asked.map((one) => one.parent)).toEqual([null, null, null, null, null, null]);
    expect(asked.map((one) => one.capability)).toEqual(['thread', 'run', 'step', 'assistant', 'file', 'file_content']);
    expect(asked[2]).toMatchObject({ maxBytes: 256 * MIB, query: { 'include[]': INCLUDE } });
  });

  test('of a run keeps the key that was asked, whatever id comes back', async () => {
    const { reader } = connect({ [RUN]: { id: 'run_other', thread_id: 'thread_other' } });
    expect(await reader.getRun(KEY, signal)).toMatchObject({
      source: 'src',
      key: KEY,
      id: 'run_other',
      threadId: 'thread_other',
    });
  });

  test('bad cursors are refused', async () => {
    const { reader, asked } = connect({});
    for (const cursor of ['a/b', '~', '~a b', 'x'.repeat(129)]) {
      await expect(reader.listSteps(KEY, { limit: 1, cursor }, signal)).rejects.toMatchObject({
        failure: { code: 'invalid_id' },
      });
    }
    expect(asked).toEqual([]);
  });
});

describe('pages', () => {
  const steps = (answer: Json, cursor?: string) =>
    connect({ [`${RUN}/steps`]: answer }).reader.listSteps(KEY, { limit: 50, cursor }, signal);

  test.each<[string, Json, string | undefined, string[], string | null]>([
    ['an envelope', list(['s1', 's2'], { has_more: true }), undefined, ['s1', 's2'], 's2'],
    ['the last page', list(['s1', 's2']), undefined, ['s1', 's2'], null],
    ['an empty list', list([], { has_more: true }), 's2', [], null],
    ['a bare array', [{ id: 's1' }], undefined, ['s1'], null],
    ['no has_more', { data: [{ id: 's1' }], last_id: 's1' }, undefined, ['s1'], null],
    ['has_more of another type', list(['s1'], { has_more: 'true' }), undefined, ['s1'], null],
    ['no last_id', { data: [{ id: 's1' }, { id: 's2' }], has_more: true }, undefined, ['s1', 's2'], 's2'],
    ['an empty last_id', list(['s1'], { has_more: true, last_id: '' }), undefined, ['s1'], 's1'],
    ['a last_id that is no id', list(['s1'], { has_more: true, last_id: 'a=b' }), undefined, ['s1'], 's1'],
    ['a last_id that stands still', list(['s3'], { has_more: true, last_id: 's2' }), 's2', ['s3'], 's3'],
    ['a host that ignores after', list(['s1', 's2'], { has_more: true }), 's2', [], null],
    ['a host that includes after', list(['s2', 's3'], { has_more: true }), 's2', ['s3'], 's3'],
  ])('%s', async (_name, answer, cursor, expected, next) => {
    const page = await steps(answer, cursor);
    expect([ids(page), page.nextCursor, page.total]).toEqual([expected, next, null]);
  });

  test('elements without an id get one from their place, the same every time', async () => {
    const answer = { data: [{ id: 'a/b' }, { id: 's2' }, null], has_more: true, last_id: 's2' };
    const { reader } = connect({ [`${RUN}/steps`]: answer, [`${THREAD}/runs`]: [{}] });
    const first = await reader.listSteps(KEY, { limit: 3 }, signal);
    expect(ids(first)).toEqual(['step-1', 's2', 'step-3']);
    expect(first.items.map((step) => step.extra)).toEqual([{ id: 'a/b' }, {}, { value: null }]);
    expect(ids(await reader.listSteps(KEY, { limit: 3, cursor: 's0' }, signal))[0]).toBe('step-1-after-s0');
    expect(ids(await reader.listSteps(KEY, { limit: 3, order: 'desc' }, signal))[0]).toBe('step-last-1');
    expect((await reader.listRuns('thread_a', { limit: 1 }, signal)).items[0]).toMatchObject({
      key: 'thread_a.run-last-1',
    });
  });

  test.each<[string, Json]>([
    ['null', null],
    ['a string', 'x'],
    ['an object without a list', { object: 'list' }],
    ['a list that is none', { data: { 0: 'x' } }],
  ])('%s in place of a list is refused', async (_name, answer) => {
    await expect(steps(answer)).rejects.toMatchObject({ failure: { code: 'upstream_invalid', message: /not a list/ } });
  });

  test('a page that is too large is asked again with half its limit, down to one', async () => {
    const { reader, asked } = connect({
      [`${RUN}/steps`]: ({ query }) =>
        Number(query.limit) > 1 ? failing('upstream_too_large') : list(['s1'], { has_more: true }),
    });
    const page = await reader.listSteps(KEY, { limit: 100 }, signal);
    expect(asked.map((one) => one.query.limit)).toEqual(['100', '50', '25', '12', '6', '3', '1']);
    expect(asked.map((one) => one.maxBytes)).toEqual([...Array<undefined>(6).fill(undefined), 256 * MIB]);
    expect([ids(page), page.nextCursor]).toEqual([['s1'], 's1']);
  });

  test('one element that is too large is said to be so', async () => {
    const { reader, asked } = connect({ [`${RUN}/steps`]: failing('upstream_too_large') });
    await expect(reader.listSteps(KEY, { limit: 2 }, signal)).rejects.toMatchObject({
      failure: { code: 'upstream_too_large' },
    });
    expect(asked).toHaveLength(2);
  });
});

describe('single objects', () => {
  test.each<[string, (reader: SourceReader) => Promise<unknown>]>([
    ['thread', (reader) => reader.getThread('thread_a', signal)],
    ['run', (reader) => reader.getRun(KEY, signal)],
    ['run step', (reader) => reader.getStep(KEY, 'step_a', signal)],
    ['assistant', (reader) => reader.getAssistant('asst_a', signal)],
    ['file', (reader) => reader.getFile('file-a', signal)],
    ['message', (reader) => reader.getRaw(KEY, { message: 'msg_a' }, signal)],
  ])('null in place of a %s is refused', async (what, call) => {
    const paths = [THREAD, RUN, `${RUN}/steps/step_a`, `${THREAD}/messages/msg_a`, 'assistants/asst_a', 'files/file-a'];
    for (const answer of [null, [], 'x', 5]) {
      const { reader } = connect(Object.fromEntries(paths.map((path) => [path, answer])));
      await expect(call(reader)).rejects.toMatchObject({
        failure: {
          code: 'upstream_invalid',
          message: `The source answered with something that is not a ${what}. Check its base URL.`,
        },
      });
    }
  });
});

describe('messages of a run', () => {
  const path = `${THREAD}/messages`;

  test('are asked for by run and filtered where the host ignores that', async () => {
    const data = [
      message('m1', null),
      message('m2', 'run_a'),
      message('m3', 'run_b'),
      { id: 'm4', role: 'user' },
      { id: 'm5' },
      7,
    ];
    const { reader, asked } = connect({ [path]: { data, has_more: true, last_id: 'm5' } });
    const page = await reader.listRunMessages(KEY, { limit: 10 }, signal);
    expect(ids(page)).toEqual(['m2', 'm5']);
    expect(page.nextCursor).toBe('m5');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ parent: RUN, query: { limit: '10', order: 'asc', run_id: 'run_a' } });
  });

  const pages = (found: number) =>
    connect({
      [path]: ({ query }) => {
        const at = Number(query.after?.slice(1) ?? 0) + 1;
        return { data: [message(`m${at}`, at === found ? 'run_a' : 'run_b')], has_more: true };
      },
    });

  test('are looked for on further pages while none is found', async () => {
    const { reader, asked } = pages(3);
    const page = await reader.listRunMessages(KEY, { limit: 1 }, signal);
    expect([ids(page), page.nextCursor, asked.length]).toEqual([['m3'], 'm3', 3]);
  });

  test('are looked for on five pages a call, and then from there', async () => {
    const { reader, asked } = pages(7);
    const first = await reader.listRunMessages(KEY, { limit: 1 }, signal);
    expect([ids(first), first.nextCursor, asked.length]).toEqual([[], 'm5', 5]);
    const second = await reader.listRunMessages(KEY, { limit: 1, cursor: 'm5' }, signal);
    expect([ids(second), second.nextCursor]).toEqual([['m7'], 'm7']);
  });
});
