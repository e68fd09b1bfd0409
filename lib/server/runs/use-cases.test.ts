import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_RUN_LIST } from '../../contract/run-list-params.ts';
import { aMessage, aRun, aStep, codeCall, functionCall } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import { LONG_TEXT_LIMIT } from '../../domain/long-text.ts';
import type { Run } from '../../domain/run.ts';
import { ms } from '../../domain/time.ts';
import type { Source } from '../upstream/sources.ts';
import { type FakeData, fakeSource } from './fake-source.ts';
import { getRunSummary } from './get-run-summary.ts';
import { getRunTrace } from './get-run-trace.ts';
import { rememberRuns } from './known-runs.ts';
import { listRuns } from './list-runs.ts';
import { resolveOpen } from './resolve-open.ts';
import { streamSteps } from './stream-steps.ts';
import { restartWalk, stopWalk, walkState } from './walk-source.ts';

const sources: Source[] = [];
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  allSources: () => sources,
  findSource: (id: string) => sources.find((source) => source.id === id) ?? null,
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));

let count = 0;
function add(some: Partial<FakeData>): { id: string; data: FakeData } {
  const id = `src${count++}`;
  const { source, data } = fakeSource(id, some);
  sources.push(source);
  return { id, data };
}

const signal = new AbortController().signal;
const aThread = (id: string) => ({
  source: 's',
  id,
  object: null,
  createdAt: null,
  metadata: null,
  toolResources: null,
  extra: {},
});
const run = (source: string, id: string, more: Partial<Run> = {}) =>
  aRun({ source, id, key: `thread_a.${id}`, ...more });
const steps = (n: number) =>
  Array.from({ length: n }, (_, i) => aStep({ id: `step_${i}`, calls: [codeCall('1', `log ${i}`)] }));

beforeEach(() => {
  sources.length = 0;
});

describe('streamSteps', () => {
  it('sends each id once, asks for the next page before the last is taken, and counts', async () => {
    const { id, data } = add({ steps: [...steps(250), aStep({ id: 'step_3' })] });
    const stream = streamSteps(id, 'thread_a.run_a', undefined, signal);
    const first = await stream.next();
    expect(first.value).toHaveLength(100);
    await vi.waitFor(() => expect(data.calls).toEqual(['listSteps', 'listSteps step_99']));
    const lines = [];
    for await (const batch of stream) lines.push(...batch);
    expect(lines).toHaveLength(151);
    expect(lines.at(-1)).toEqual({ type: 'end', count: 250 });
  });

  it('begins after the cursor, cuts long logs and ends on a page without a new id', async () => {
    const looping = steps(3);
    const { id } = add({
      steps: [...looping, aStep({ id: 'step_long', calls: [codeCall('1', 'x'.repeat(LONG_TEXT_LIMIT + 9))] })],
    });
    const source = sources[0]?.reader;
    if (!source) throw new Error('no source');
    const list = source.listSteps.bind(source);
    source.listSteps = async (...args) => ({ ...(await list(...args)), nextCursor: 'step_0' });
    const lines = (await Array.fromAsync(streamSteps(id, 'thread_a.run_a', 'step_0', signal))).flat();
    expect(lines.map((line) => (line.type === 'step' ? line.step.id : line.type))).toEqual([
      'step_1',
      'step_2',
      'step_long',
      'end',
    ]);
    expect(JSON.stringify(lines[2])).toContain(`"truncated":true,"bytes":${LONG_TEXT_LIMIT + 9}`);
  });
});

describe('getRunTrace', () => {
  it('tells what the run fails of, also where its steps fail sooner', async () => {
    const { id, data } = add({ runs: [aRun()] });
    data.before = async (method) => {
      if (method === 'listSteps') fail('upstream_invalid', 'No list.');
      await setTimeout(10);
      if (method === 'getRun') fail('upstream_invalid', 'No run.');
    };
    for (const atLeastRun of [false, true])
      await expect(getRunTrace(id, 'thread_a.run_a', { atLeastRun }, signal)).rejects.toThrow('No run.');
  });

  it('gives the run with the reason when the source has no steps', async () => {
    const { id, data } = add({ runs: [aRun()] });
    data.before = (method) => (method === 'listSteps' ? fail('capability_missing', 'No steps here.') : undefined);
    const trace = await getRunTrace(id, 'thread_a.run_a', {}, signal);
    expect(trace.problem).toEqual({ code: 'capability_missing', message: 'No steps here.' });
    expect(trace.run.assistantName).toBe('Name of asst_a');
    data.before = (method) => (method === 'listSteps' ? fail('upstream_timeout', 'Slow.') : undefined);
    await expect(getRunTrace(id, 'thread_a.run_a', {}, signal)).rejects.toThrow('Slow.');
    expect((await getRunTrace(id, 'thread_a.run_a', { atLeastRun: true }, signal)).problem).toEqual({
      code: 'upstream_timeout',
      message: 'Slow.',
    });
  });
});

describe('the walk', () => {
  it('brings runs of many threads together and tells how far it is', async () => {
    const threads = Array.from({ length: 130 }, (_, i) => aThread(`thread_${i}`));
    const { id, data } = add({ threads });
    data.runs = threads.map((thread, i) =>
      aRun({ source: id, id: `run_${i}`, key: `${thread.id}.run_${i}`, threadId: thread.id, createdAt: ms(i) }),
    );
    await listRuns(DEFAULT_RUN_LIST, { limit: 50 }, signal);
    await vi.waitFor(() => expect(walkState(id)).toMatchObject({ state: 'done', threads: 130, runs: 130 }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRuns(DEFAULT_RUN_LIST, { cursor, limit: 50 }, signal);
      seen.push(...page.items.map((item) => item.id));
      expect(page.total).toBe(130);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(data.runs.map((item) => item.id).reverse());
    expect(new Set(data.calls.filter((call) => call.startsWith('getAssistant'))).size).toBe(1);
  });

  it('stops when told, goes past deleted threads and says when a source cannot list', async () => {
    const { id, data } = add({ threads: ['thread_x', 'thread_y'].map(aThread) });
    data.runs = [run(id, 'run_y', { threadId: 'thread_y' })];
    data.before = (method, thread) =>
      method === 'listRuns' && thread === 'thread_x' ? fail('not_found', 'gone') : undefined;
    restartWalk(id);
    expect(data.calls).toContain('forgetCapabilities');
    await vi.waitFor(() => expect(walkState(id)).toMatchObject({ state: 'done', runs: 1 }));
    data.before = () => new Promise(() => undefined);
    restartWalk(id);
    expect(walkState(id).state).toBe('walking');
    data.before = (method) => (method === 'listThreads' ? fail('capability_missing', 'Cannot list.') : undefined);
    restartWalk(id);
    await vi.waitFor(() => expect(walkState(id)).toMatchObject({ state: 'cannot_list', message: 'Cannot list.' }));
    expect(() => stopWalk('nowhere')).toThrow('No such source.');
  });
});

describe('listRuns', () => {
  it('filters, sorts and keeps its place by every column', async () => {
    const { id } = add({});
    rememberRuns([
      run(id, 'run_1', {
        status: 'failed',
        createdAt: ms(3),
        lastError: { code: 'rate_limit_exceeded', message: null, extra: {} },
      }),
      run(id, 'run_2', { model: 'llama', createdAt: ms(2), completedAt: ms(9) }),
      run(id, 'run_3', { createdAt: ms(1), completedAt: ms(2), tools: [{ type: 'file_search' }] }),
    ]);
    const ids = async (more: Partial<typeof DEFAULT_RUN_LIST>) =>
      (await listRuns({ ...DEFAULT_RUN_LIST, source: [id], ...more }, { limit: 50 }, signal)).items.map(
        (item) => item.id,
      );
    expect(await ids({})).toEqual(['run_1', 'run_2', 'run_3']);
    expect(await ids({ status: ['failed', 'expired'] })).toEqual(['run_1']);
    expect(await ids({ q: 'RATE_LIMIT run_1' })).toEqual(['run_1']);
    expect(await ids({ tool: ['file_search'] })).toEqual(['run_3']);
    expect(await ids({ sort: 'duration', dir: 'asc' })).toEqual(['run_1', 'run_3', 'run_2']);
    expect(await ids({ from: '1970-01-01T00:00:00.002Z' })).toEqual(['run_1', 'run_2']);
    const first = await listRuns({ ...DEFAULT_RUN_LIST, sort: 'model', dir: 'asc' }, { limit: 2 }, signal);
    const rest = await listRuns(
      { ...DEFAULT_RUN_LIST, sort: 'model', dir: 'asc' },
      { limit: 2, cursor: first.nextCursor ?? '' },
      signal,
    );
    expect([...first.items, ...rest.items].map((item) => item.id)).toEqual(['run_3', 'run_1', 'run_2']);
    expect(rest.nextCursor).toBeNull();
    await expect(listRuns(DEFAULT_RUN_LIST, { limit: 2, cursor: 'nonsense' }, signal)).rejects.toThrow('cursor');
  });
});

describe('getRunSummary', () => {
  it('finds the question that the run answers, its steps and where the time went', async () => {
    const created = ms(100_000);
    const say = (role: string, at: number, text: string, runId: string | null = null) =>
      aMessage({
        id: `msg_${at}`,
        role,
        runId,
        createdAt: ms(at),
        content: [{ type: 'text', text: { text }, annotations: [] }],
      });
    const { id, data } = add({
      messages: [
        say('user', 1, 'old'),
        say('assistant', 2, 'answer'),
        say('user', 3, 'the question'),
        say('user', 4, 'and more'),
        say('assistant', 100_500, 'reply', 'run_a'),
      ],
      steps: [aStep({ createdAt: created, completedAt: ms(104_000), calls: [functionCall('f')] })],
    });
    data.runs = [run(id, 'run_a', { key: 'thread_a.run_a', createdAt: created, completedAt: ms(110_000) })];
    const summary = await getRunSummary(id, 'thread_a.run_a', signal);
    expect(summary).toMatchObject({ firstMessage: 'the question', steps: 1, stepsComplete: true, tools: ['function'] });
    expect(summary.phases).toEqual([
      { phase: 'you', length: 4000 },
      { phase: 'unaccounted', length: 6000 },
    ]);
    const before = data.calls.length;
    await getRunSummary(id, 'thread_a.run_a', signal);
    expect(data.calls).toHaveLength(before);
  });
});

describe('resolveOpen', () => {
  it('opens pairs and threads where they are, known runs by a part, and says what is missing', async () => {
    add({});
    const { id, data } = add({ threads: [aThread('thread_there')] });
    data.runs = [aRun({ source: id, id: 'run_there', key: 'thread_a.run_there' })];
    rememberRuns([run(id, 'run_known', { key: 'thread_k.run_known' })]);
    expect((await resolveOpen('thread_a/run_there', signal)).items).toMatchObject([
      { kind: 'run', source: id, key: 'thread_a.run_there' },
    ]);
    expect((await resolveOpen(' thread_there ', signal)).items).toMatchObject([
      { kind: 'thread', source: id, id: 'thread_there' },
    ]);
    expect((await resolveOpen('known', signal)).items).toMatchObject([{ id: 'run_known' }]);
    expect((await resolveOpen('run_k…own', signal)).items).toMatchObject([{ id: 'run_known' }]);
    expect((await resolveOpen('run_nowhere', signal)).problem).toMatch(/alone cannot be found without its thread/);
    expect((await resolveOpen('thread_gone', signal)).problem).toBe('No source has thread thread_gone.');
    expect((await resolveOpen('hello', signal)).problem).toMatch(/No ID was found/);
    expect(await resolveOpen('  ', signal)).toEqual({ items: [], problem: null });
  });
});

it('says that an id which leads to nothing looks cut off', async () => {
  const { id } = add({});
  const known = ['a', 'b', 'c'].map((each) =>
    run(id, `run_${each.repeat(24)}`, { key: `thread_a.run_${each.repeat(24)}` }),
  );
  rememberRuns(known);
  const odd = 'It looks cut off: IDs here have 24 characters after run_, this one has 16.';
  const cut = `run_${'d'.repeat(16)}`;
  expect((await resolveOpen(cut, signal)).problem).toBe(`Nothing has the ID ${cut}. ${odd}`);
  expect((await resolveOpen(`thread_x/${cut}`, signal)).problem).toContain(odd);
  expect((await resolveOpen(`run_${'d'.repeat(24)}`, signal)).problem).toMatch(/alone cannot be found/);
});

it('does not wait for slow sources once another has found what was asked for', async () => {
  const slow = add({});
  slow.data.before = () => new Promise(() => undefined);
  const { id, data } = add({});
  data.runs = [aRun({ source: id, id: 'run_quick', key: 'thread_a.run_quick' })];
  const started = performance.now();
  expect((await resolveOpen('thread_a/run_quick', signal)).items).toMatchObject([{ source: id }]);
  expect(performance.now() - started).toBeLessThan(3000);
});
