import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUN_SORTS } from '../../domain/run-list.ts';
import type { RunIndex } from './archive.ts';
import type { RunQuery } from './run-query.ts';
import { asked, captured, ids, START, type TestArchive, testKinds } from './test-archives.ts';

/** 24 runs; what a test asks of them is worked out from this list as well. */
const RUNS: Partial<RunIndex>[] = Array.from({ length: 24 }, (_, n) => {
  const failed = n % 3 === 0;
  return {
    id: `run_${n}`,
    source: n % 8 === 7 ? 'other' : 's',
    threadId: `t${n % 5}`,
    status: failed ? 'failed' : n % 3 === 1 ? 'completed' : 'requires_action',
    outcome: failed ? 'failed' : n % 3 === 1 ? 'completed' : 'waiting',
    assistantId: `asst_${n % 4}`,
    assistantName: ['Zoe', 'anna', null, 'Bob'][n % 4] ?? null,
    model: n % 2 ? 'model-a' : null,
    duration: n % 6 === 5 ? null : (n * 7) % 10,
    tokens: (n * 5) % 7,
    errorCode: failed ? (n % 2 ? 'rate_limit' : 'server_error') : null,
    tools: n % 4 === 0 ? ['function', 'code'] : n % 4 === 1 ? ['code'] : [],
    fingerprint: failed
      ? { hash: `f${n % 2}`, title: `Kind ${n % 2}`, code: 'c', tool: null, stepId: `step_${n}` }
      : null,
    text: `run number${n} ${n % 2 ? 'the quick brown fox' : 'brown quick'} Crème Brûlée 東京都 ${n === 7 ? 'needle' : ''}`,
  };
});
const at = (n: number) => START + n * 1_000;

async function allPages(test: TestArchive, query: Partial<RunQuery>, limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 50; pages++) {
    const page = await test.archive.listRuns(asked(query), { limit, cursor });
    expect(page.total).toBeNull();
    found.push(...ids(page));
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
  throw new Error('the list does not end');
}

function fitting(fits: (run: Partial<RunIndex>, n: number) => boolean): string[] {
  return RUNS.flatMap((run, n) => (fits(run, n) ? [`run_${n}`] : [])).reverse();
}

const FILTERS: [name: string, query: Partial<RunQuery>, fits: (run: Partial<RunIndex>, n: number) => boolean][] = [
  ['nothing', {}, () => true],
  ['a status', { status: ['failed'] }, (run) => run.status === 'failed'],
  ['two statuses', { status: ['failed', 'completed'] }, (run) => run.status !== 'requires_action'],
  ['a source', { source: ['other'] }, (run) => run.source === 'other'],
  ['a thread', { thread: 't2' }, (run) => run.threadId === 't2'],
  ['an assistant', { assistant: ['asst_3'] }, (run) => run.assistantId === 'asst_3'],
  ['a model', { model: ['model-a'] }, (run) => run.model === 'model-a'],
  ['no model', { model: [''] }, (run) => run.model === null],
  ['a tool', { tool: ['function'] }, (run) => run.tools?.includes('function') ?? false],
  ['one of two tools', { tool: ['function', 'code'] }, (run) => (run.tools?.length ?? 0) > 0],
  ['an error', { error: ['rate_limit'] }, (run) => run.errorCode === 'rate_limit'],
  ['a fingerprint', { fingerprint: 'f0' }, (run) => run.fingerprint?.hash === 'f0'],
  ['a time', { from: at(5), to: at(9) }, (_, n) => n >= 5 && n < 9],
  ['a status and a time', { status: ['failed'], from: at(6) }, (run, n) => run.status === 'failed' && n >= 6],
  [
    'status, tool and model',
    { status: ['failed', 'completed'], tool: ['code'], model: [''] },
    (run, n) => n % 3 !== 2 && n % 4 === 0 && run.model === null,
  ],
  ['a word', { text: 'NEEDLE' }, (_, n) => n === 7],
  ['a word without its accents', { text: 'creme brulee' }, () => true],
  ['a word of a script without spaces', { text: '京都' }, () => true],
  ['such a word in another order', { text: '都京' }, () => false],
  ['the beginning of a word', { text: 'number1*' }, (_, n) => n === 1 || (n > 9 && n < 20)],
  ['a word that is only a beginning', { text: 'numbe' }, () => false],
  ['a phrase', { text: '"quick brown"' }, (_, n) => n % 2 === 1],
  ['two words in any order', { text: 'brown quick' }, () => true],
  ['a phrase, a word and a status', { text: '"quick brown" run', status: ['failed'] }, (_, n) => n % 6 === 3],
  ['words and a time', { text: 'quick', from: at(3), to: at(6) }, (_, n) => n >= 3 && n < 6],
  ['nothing but punctuation', { text: ' - "!" * ' }, () => true],
];

for (const { name, open } of testKinds(process.env.TEST_DATABASE_URL)) {
  describe(`reading in ${name}`, () => {
    let test: TestArchive;
    beforeAll(async () => {
      test = await open();
      await test.archive.keepRuns(RUNS.map((run, n) => captured(n, run)));
    }, 60_000);
    afterAll(() => test.end());

    it.each(FILTERS)('finds runs by %s', async (_, query, fits) => {
      const expected = fitting(fits);
      expect(await allPages(test, query, 7)).toEqual(expected);
      expect(await allPages(test, { ...query, dir: 'asc' }, 5)).toEqual(expected.toReversed());
      expect(await test.archive.countRuns(asked(query))).toBe(expected.length);
      const buckets = await test.archive.histogram(asked(query), { from: START, to: at(24), buckets: 3 });
      const outcome = (key: string) => RUNS[Number(key.slice(4))]?.outcome;
      expect(buckets?.counted).toBe(1);
      const sum = (of: 'failed' | 'waiting') => buckets?.buckets.reduce((total, bucket) => total + bucket[of], 0);
      expect(sum('failed')).toBe(expected.filter((key) => outcome(key) === 'failed').length);
      expect(sum('waiting')).toBe(expected.filter((key) => outcome(key) === 'waiting').length);
    });

    it.each(RUN_SORTS)('sorts by %s, with and without filters, page by page', async (sort) => {
      for (const query of [{}, { status: ['failed'] }, { text: 'quick', from: at(2) }] satisfies Partial<RunQuery>[]) {
        const whole = await allPages(test, { ...query, sort, dir: 'desc' }, 100);
        expect(whole.toSorted()).toEqual((await allPages(test, query, 100)).toSorted());
        expect(await allPages(test, { ...query, sort, dir: 'desc' }, 4)).toEqual(whole);
        expect(await allPages(test, { ...query, sort, dir: 'asc' }, 3)).toEqual(whole.toReversed());
      }
    });

    it('sorts unknown lengths as the smallest, ties by time, names without regard to case', async () => {
      const known = RUNS.map(({ duration }, n) => ({ n, duration: duration ?? -1 }));
      const sorted = known.toSorted((a, b) => b.duration - a.duration || b.n - a.n).map(({ n }) => `run_${n}`);
      expect(await allPages(test, { sort: 'duration' }, 9)).toEqual(sorted);
      const names = await allPages(test, { sort: 'assistant', dir: 'asc' }, 9);
      expect(names.map((key) => Number(key.slice(4)) % 4).filter((n, i, all) => n !== all[i - 1])).toEqual([
        1, 2, 3, 0,
      ]);
    });

    it('counts by stretches of time', async () => {
      const buckets = await test.archive.histogram(asked(), { from: START, to: at(24), buckets: 4 });
      expect(buckets?.buckets).toEqual(
        [0, 6, 12, 18].map((n) => ({ from: at(n), failed: 2, waiting: 2, completed: 2, other: 0 })),
      );
      expect(await test.archive.histogram(asked(), { from: START, to: START, buckets: 4 })).toEqual({
        buckets: [],
        counted: 1,
      });
    });

    it('refuses cursors that no list gave, and those of another order', async () => {
      const { nextCursor } = await test.archive.listRuns(asked(), { limit: 3 });
      const duration = await test.archive.listRuns(asked({ sort: 'duration' }), { limit: 3 });
      const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const refused: [Partial<RunQuery>, string][] = [
        [{}, 'x'],
        [{}, ''],
        [{}, duration.nextCursor ?? ''],
        [{ dir: 'asc' }, nextCursor ?? ''],
        [{}, forged(['started desc', null, '1; DROP TABLE runs'])],
        [{ sort: 'duration' }, forged(['duration desc', 'text', 1])],
        [{ sort: 'model' }, forged(['model desc', 7, 1])],
      ];
      for (const [query, cursor] of refused) {
        await expect(test.archive.listRuns(asked(query), { limit: 3, cursor })).rejects.toMatchObject({
          failure: { code: 'invalid_request' },
        });
      }
    });

    it('groups by thread, the one with the newest run first', async () => {
      const first = await test.archive.groupRuns(asked(), 'thread', { limit: 3 });
      const rest = await test.archive.groupRuns(asked(), 'thread', { limit: 9, cursor: first.nextCursor ?? '' });
      const groups = [...first.items, ...rest.items];
      expect(rest.nextCursor).toBeNull();
      const expected = new Map<string, number[]>();
      for (const [n, run] of RUNS.entries()) {
        const id = `${run.source} ${run.threadId}`;
        expected.set(id, [...(expected.get(id) ?? []), n]);
      }
      const byNewest = [...expected].sort(([, a], [, b]) => Math.max(...b) - Math.max(...a));
      expect(groups).toMatchObject(
        byNewest.map(([id, list]) => ({
          id: id.split(' ')[1],
          source: id.split(' ')[0],
          count: list.length,
          failed: list.filter((n) => n % 3 === 0).length,
          firstSeen: at(Math.min(...list)),
          lastSeen: at(Math.max(...list)),
          newest: { key: `${id.split(' ')[1]}.run_${Math.max(...list)}` },
        })),
      );
      const filtered = await test.archive.groupRuns(asked({ text: 'needle' }), 'thread', { limit: 9 });
      expect(filtered.items).toMatchObject([{ id: 't2', source: 'other', count: 1 }]);
    });

    it('groups failures that are alike', async () => {
      const page = await test.archive.groupRuns(asked(), 'fingerprint', { limit: 1 });
      expect(page.items).toMatchObject([
        { id: 'f1', title: 'Kind 1', code: 'c', tool: null, stepId: 'step_21', count: 4, failed: 4, lastSeen: at(21) },
      ]);
      const next = await test.archive.groupRuns(asked(), 'fingerprint', { limit: 5, cursor: page.nextCursor ?? '' });
      expect(next.items).toMatchObject([{ id: 'f0', count: 4, firstSeen: at(0), newest: { key: 't3.run_18' } }]);
      expect(next.nextCursor).toBeNull();
      const some = await test.archive.groupRuns(asked({ to: at(7), source: ['s'], text: 'quick' }), 'fingerprint', {
        limit: 5,
      });
      expect(some.items.map(({ id, count }) => [id, count])).toEqual([
        ['f0', 2],
        ['f1', 1],
      ]);
    });

    it('lists the values of a filter under the others', async () => {
      const values = async (query: Partial<RunQuery>, of: Parameters<TestArchive['archive']['filterValues']>[1]) =>
        (await test.archive.filterValues(asked(query), of)).map(({ value, count }) => [value, count]);
      expect(await values({}, 'status')).toEqual([
        ['completed', 8],
        ['failed', 8],
        ['requires_action', 8],
      ]);
      expect(await values({ status: ['failed'], tool: ['function'] }, 'status')).toEqual([
        ['completed', 2],
        ['failed', 2],
        ['requires_action', 2],
      ]);
      expect(await values({}, 'tool')).toEqual([
        ['code', 12],
        ['function', 6],
      ]);
      expect(await values({ text: 'needle' }, 'source')).toEqual([['other', 1]]);
      expect(await values({}, 'error')).toEqual([
        ['rate_limit', 4],
        ['server_error', 4],
      ]);
      expect(await values({}, 'model')).toEqual([['model-a', 12]]);
      expect(await test.archive.filterValues(asked({ thread: 't1' }), 'assistant')).toContainEqual({
        value: 'asst_1',
        label: 'anna',
        count: 2,
      });
    });

    it('takes whatever is typed as words', async () => {
      const hostile = [
        `'; DROP TABLE runs; --`,
        `" OR 1=1 --`,
        'a" NEAR("b" "c", 5) "',
        'words: needle',
        '{words} : x',
        '^needle AND -run',
        'needle OR quick NOT fox',
        "needle' & !'x",
        'a:* <-> b',
        '\\',
        '"',
        '""',
        '***',
        '('.repeat(5_000),
        'nul\0byte \ud800 %_%',
        '§'.repeat(9),
        Array.from({ length: 500 }, (_, n) => `w${n}`).join(' '),
      ];
      for (const text of hostile) {
        const query = asked({ text, status: [text, 'failed'], model: [text], sort: 'duration' });
        const page = await test.archive.listRuns(query, { limit: 50 });
        expect(page.items).toEqual([]);
        expect(Array.isArray((await test.archive.listRuns(asked({ text }), { limit: 50 })).items)).toBe(true);
      }
      expect(ids(await test.archive.listRuns(asked({ text: 'needle OR quick' }), { limit: 50 }))).toEqual([]);
      expect(await test.archive.countRuns(asked())).toBe(24);
    });

    it('keeps its place in a list that grows while it is read', async () => {
      const first = await test.archive.listRuns(asked({ thread: 'grow' }), { limit: 2 });
      expect(first.items).toEqual([]);
      await test.archive.keepRuns([1, 2, 3, 4].map((n) => captured(n + 100, { threadId: 'grow', source: 'g' })));
      const page = await test.archive.listRuns(asked({ thread: 'grow' }), { limit: 2 });
      await test.archive.keepRuns([captured(200, { threadId: 'grow', source: 'g' })]);
      const cursor = page.nextCursor ?? '';
      const next = await test.archive.listRuns(asked({ thread: 'grow' }), { limit: 2, cursor });
      expect([...ids(page), ...ids(next)]).toEqual(['run_104', 'run_103', 'run_102', 'run_101']);
      expect(await test.archive.deleteSource('g')).toBe(5);
    });
  });
}
