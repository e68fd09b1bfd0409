import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_RUN_LIST } from '../../contract/run-list-params.ts';
import { fail } from '../../domain/failure.ts';
import type { RunListParams } from '../../domain/run-list.ts';
import type { Archive } from '../archive/archive.ts';
import { type TestArchive, testKinds } from '../archive/test-archives.ts';
import { fakeArchive } from '../archiving/fake-archive.ts';
import { indexRun } from '../archiving/index-run.ts';
import type { Source } from '../upstream/sources.ts';
import { countRuns } from './count-runs.ts';
import { fakeSource } from './fake-source.ts';
import { filterValues } from './filter-values.ts';
import { groupRuns } from './group-runs.ts';
import { rememberRuns } from './known-runs.ts';
import { listRuns } from './list-runs.ts';
import { runHistogram } from './run-histogram.ts';
import { START, type WireRun, wireRuns } from './wire-runs-fixture.ts';

const { sources, state } = vi.hoisted(() => ({
  sources: [] as Source[],
  state: { archive: null as Archive | null, refused: false },
}));
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  allSources: () => sources,
  findSource: (id: string) => sources.find((source) => source.id === id) ?? null,
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));
vi.mock('../archiving/the-archive.ts', () => ({
  theArchive: async () => (state.refused ? fail('archive_damaged', 'Damaged.') : state.archive),
}));

const { signal } = new AbortController();

let runs: WireRun[];

beforeAll(async () => {
  runs = await wireRuns();
});

beforeEach(() => {
  sources.splice(0, sources.length, fakeSource('one', {}).source, fakeSource('two', {}).source);
  for (const { reader } of sources) reader.getRun = () => new Promise(() => undefined);
  state.refused = false;
});

const params = (more: Partial<RunListParams> = {}): RunListParams => ({ ...DEFAULT_RUN_LIST, ...more });
const ids = async (more: Partial<RunListParams> = {}) =>
  (await listRuns(params(more), { limit: 50 }, signal)).items.map(({ id }) => id);

describe.each(['fake archive', 'SQLite', 'memory'] as const)('runs found in the %s', (where) => {
  let opened: TestArchive | null = null;
  beforeEach(async () => {
    opened = where === 'SQLite' ? ((await testKinds(undefined)[0]?.open()) ?? null) : null;
    state.archive = where === 'fake archive' ? fakeArchive() : (opened?.archive ?? null);
    const parts = { steps: null, messages: [], question: [], fileNames: [] };
    const captures = runs.map(({ run, object }) => ({
      index: indexRun({ run, ...parts }, Date.now()),
      origin: 'walk' as const,
      objects: [object],
      whole: false,
      capturedAt: Date.now(),
    }));
    await state.archive?.keepRuns(captures);
    if (where === 'memory') rememberRuns(runs.map(({ run }) => run));
  });
  afterEach(() => opened?.end());

  it.each<[Partial<RunListParams>, string[]]>([
    [{}, ['run_4', 'run_3', 'run_2', 'run_1', 'run_0']],
    [{ source: ['two'] }, ['run_4', 'run_3']],
    [{ status: ['failed', 'expired'], dir: 'asc' }, ['run_1', 'run_2', 'run_4']],
    [{ model: ['llama'], status: ['failed'] }, ['run_4']],
    [{ assistant: ['asst_2'] }, ['run_3']],
    [{ tool: ['file_search'] }, ['run_3']],
    [{ error: ['rate_limit_exceeded'] }, ['run_2', 'run_1']],
    [{ from: '2026-11-20T12:10:00Z', to: '2026-11-20T12:50:00Z' }, ['run_2', 'run_1']],
    [{ q: 'reached "for zürich"' }, ['run_2', 'run_1']],
    [{ q: 'sorr*' }, ['run_4']],
    [{ q: 'nowhere' }, []],
    [{ sort: 'status', dir: 'asc', source: ['two'] }, ['run_4', 'run_3']],
  ])('lists by %j', async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
    expect(await countRuns(params(filter))).toBe(expected.length);
  });

  it('gives rows by pages, each once, with the name of the assistant', async () => {
    const first = await listRuns(params(), { limit: 2 }, signal);
    const rest = await listRuns(params(), { limit: 50, cursor: first.nextCursor ?? '' }, signal);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(await ids());
    expect(rest.nextCursor).toBeNull();
    const [, row] = first.items;
    expect(row).toMatchObject({ key: 'thread_a.run_3', source: 'two', assistantName: 'Ärzte', goneAt: null });
    expect(row).toMatchObject({ piecesOnly: false, summary: null });
    await expect(listRuns(params(), { limit: 2, cursor: 'nonsense' }, signal)).rejects.toThrow('cursor');
  });

  it('groups by thread and by what failed alike, newest first', async () => {
    const failures = await groupRuns(params(), 'failure', { limit: 1 });
    expect(failures.items).toMatchObject([{ count: 1, code: 'server_error', newest: { id: 'run_4' } }]);
    const cursor = failures.nextCursor ?? '';
    const [limits, ...others] = (await groupRuns(params(), 'failure', { limit: 9, cursor })).items;
    expect(others).toEqual([]);
    expect(limits).toMatchObject({ count: 2, failed: 2, code: 'rate_limit_exceeded', newest: { id: 'run_2' } });
    expect(limits).toMatchObject({ firstSeen: (START + 600) * 1000, lastSeen: (START + 1800) * 1000 });
    expect(await ids({ fingerprint: limits?.id ?? '' })).toEqual(['run_2', 'run_1']);
    const threads = await groupRuns(params({ source: ['one'] }), 'thread', { limit: 9 });
    expect(threads.items.map(({ id, count, failed, source }) => [id, count, failed, source])).toEqual([
      ['thread_b', 1, 1, 'one'],
      ['thread_a', 2, 1, 'one'],
    ]);
  });

  it('says what filters can be set to, among the runs that pass the other filters', async () => {
    const values = async (of: Parameters<typeof filterValues>[1], more: Partial<RunListParams> = {}) =>
      (await filterValues(params(more), of)).items.map(({ value, label, count }) => [value, label, count]);
    expect(await values('status', { status: ['completed'] })).toEqual([
      ['failed', null, 3],
      ['completed', null, 1],
      ['requires_action', null, 1],
    ]);
    expect(await values('model', { status: ['failed'] })).toEqual([
      ['gpt', null, 2],
      ['llama', null, 1],
    ]);
    expect(await values('source')).toEqual([
      ['one', 'ONE', 3],
      ['two', 'TWO', 2],
    ]);
    expect(await values('tool')).toEqual([['file_search', null, 1]]);
    expect(await values('error')).toEqual([
      ['rate_limit_exceeded', null, 2],
      ['server_error', null, 1],
    ]);
  });

  it('counts over time, from the first to the last known run or within the filter', async () => {
    const all = await runHistogram(params({ status: ['failed'] }), 12);
    expect(all).toMatchObject({ from: START * 1000, to: (START + 3600) * 1000, bucket: 300_000 });
    expect(all.items?.flatMap(({ failed }, i) => (failed > 0 ? [[i, failed]] : []))).toEqual([
      [2, 1],
      [6, 1],
      [11, 1],
    ]);
    const part = await runHistogram(params({ from: '2026-11-20T12:45:00Z', to: '2026-11-20T13:00:00Z' }), 3);
    expect(part.items?.map(({ from, ...counts }) => [(from / 1000 - START) / 60, counts])).toEqual([
      [45, { failed: 0, waiting: 0, completed: 0, other: 0 }],
      [50, { failed: 0, waiting: 1, completed: 0, other: 0 }],
      [55, { failed: 1, waiting: 0, completed: 0, other: 0 }],
    ]);
    const second = await runHistogram(params({ from: '2026-11-20T12:10:00Z', to: '2026-11-20T12:10:01Z' }), 96);
    expect(second).toMatchObject({ from: (START + 570) * 1000, to: (START + 631) * 1000, bucket: 1000 });
    expect(second.items?.flatMap(({ failed }, i) => (failed > 0 ? [[i, failed]] : []))).toEqual([[30, 1]]);
    sources.push(fakeSource('nobody', {}).source);
    const nothing = await runHistogram(params({ source: ['nobody'] }), 24);
    expect(nothing.to - nothing.from).toBeGreaterThanOrEqual(86_400_000);
  });
});

describe('the archive', () => {
  it('is done without where it cannot be opened', async () => {
    state.refused = true;
    rememberRuns(runs.map(({ run }) => run));
    expect(await ids()).toHaveLength(runs.length);
  });

  it('lists runs of sources that are not configured any more, and such as only pieces came of', async () => {
    const archive = fakeArchive();
    state.archive = archive;
    sources.length = 0;
    const step = {
      kind: 'step',
      id: 'step_1',
      threadId: 'thread_x',
      runId: 'run_x',
      createdAt: 1,
      text: '{}',
    } as const;
    await archive.keepObjects('file', [step], 'import');
    const { items, total } = await listRuns(params(), { limit: 9 }, signal);
    expect(items).toMatchObject([{ source: 'file', id: 'run_x', threadId: 'thread_x', piecesOnly: true }]);
    expect(total).toBe(1);
  });

  it('shows a run that goes on as it was read since it was kept, and reads it again', async () => {
    const archive = fakeArchive();
    state.archive = archive;
    const [, , , waiting] = runs;
    if (!waiting) throw new Error('no run');
    const { run, object } = waiting;
    const index = indexRun({ run, steps: null, messages: [], question: [], fileNames: [] }, 1);
    await archive.keepRuns([{ index, origin: 'walk', objects: [object], whole: false, capturedAt: Date.now() - 9000 }]);
    const reads: string[] = [];
    const source = sources.find(({ id }) => id === 'two');
    if (!source) throw new Error('no source');
    source.reader.getRun = async (key) => {
      reads.push(key);
      return { ...run, status: 'completed' };
    };
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ['Date'] });
    await ids();
    await vi.waitFor(async () => {
      expect((await listRuns(params(), { limit: 9 }, signal)).items[0]?.status).toBe('completed');
    });
    expect(reads).toEqual([run.key]);
    vi.useRealTimers();
  });

  it('knows when the source does not have a run any more', async () => {
    const archive = fakeArchive();
    state.archive = archive;
    const [, , , waiting] = runs;
    if (!waiting) throw new Error('no run');
    const { run, object } = waiting;
    const index = indexRun({ run, steps: null, messages: [], question: [], fileNames: [] }, 1);
    await archive.keepRuns([{ index, origin: 'walk', objects: [object], whole: false, capturedAt: Date.now() + 1e9 }]);
    for (const { reader } of sources) reader.getRun = async () => fail('not_found', 'Gone.');
    vi.useFakeTimers({ now: Date.now() + 120_000, toFake: ['Date'] });
    await ids();
    await vi.waitFor(async () => {
      expect((await listRuns(params(), { limit: 9 }, signal)).items[0]?.goneAt).not.toBeNull();
    });
    vi.useRealTimers();
  });
});

describe('runs of a thread', () => {
  it('are there as soon as they are kept, and a refusal is told where none is known', async () => {
    const archive = fakeArchive();
    state.archive = archive;
    const [first] = runs;
    const [one, two] = sources;
    if (!first || !one || !two) throw new Error('no run');
    one.reader.listRuns = async () => {
      const index = indexRun({ ...first, steps: null, messages: [], question: [], fileNames: [] }, 1);
      const capture = { index, origin: 'view' as const, objects: [first.object], whole: false, capturedAt: 1 };
      setTimeout(() => void archive.keepRuns([capture]), 150);
      return { items: [first.run], nextCursor: null, total: null };
    };
    two.reader.listRuns = async () => fail('upstream_auth', 'No.');
    expect(await ids({ thread: 'thread_a' })).toEqual(['run_0']);
    one.reader.listRuns = async () => fail('capability_missing', 'Cannot list.');
    expect(await ids({ thread: 'thread_a' })).toEqual(['run_0']);
    await expect(ids({ thread: 'thread_z' })).rejects.toThrow('Cannot list.');
    await expect(ids({ thread: '../etc' })).rejects.toThrow('thread ID');
  });
});
