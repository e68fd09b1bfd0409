import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeObjectsOfSource } from './delete-runs.ts';
import { asked, captured, DAY, START, type TestArchive, testKinds, wire } from './test-archives.ts';

const never = new AbortController().signal;

async function bytesOf(test: TestArchive, source: string, fileId: string): Promise<Uint8Array | null> {
  const file = await test.archive.wireStore(source).bytes(fileId, never);
  if (!file) return null;
  const bytes = new Uint8Array(await new Response(file.body).arrayBuffer());
  expect(bytes.length).toBe(file.bytes);
  return bytes;
}

for (const { name, open } of testKinds(process.env.TEST_DATABASE_URL)) {
  describe(`objects and files in ${name}`, () => {
    let test: TestArchive;
    beforeEach(async () => {
      test = await open();
    });
    afterEach(() => test.end());

    const steps = async (runId: string, limit = 100, order?: 'asc' | 'desc') => {
      const found: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const of = { threadId: 't1', runId };
        const page = await test.archive.wireStore('s').list('step', of, { limit, cursor, order }, never);
        found.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === null) return found;
        cursor = page.nextCursor;
      }
    };
    const step = (id: string, at = 0, runId = 'run_1') => wire('step', id, { runId, createdAt: START + at });

    it('gives lists in the order of creation, and the source’s among equals, page by page both ways', async () => {
      const listed = [step('d'), step('b'), step('z', 5), step('c'), step('a', 9)];
      await test.archive.keepRuns([captured(1, {}, { objects: [wire('run', 'run_1'), ...listed] })]);
      const expected = ['d', 'b', 'c', 'z', 'a'];
      for (const limit of [1, 2, 100]) {
        expect(await steps('run_1', limit)).toEqual(expected);
        expect(await steps('run_1', limit, 'desc')).toEqual(expected.toReversed());
      }
      expect(await steps('run_2')).toEqual([]);
      expect(
        await test.archive.wireStore('other').list('step', { threadId: 't1', runId: 'run_1' }, { limit: 9 }, never),
      ).toEqual({ items: [], nextCursor: null, total: null });
    });

    it('leaves steps without a time where the source listed them', async () => {
      const timeless = (id: string) => wire('step', id, { runId: 'run_1', createdAt: null });
      const listed = [
        timeless('f'),
        step('e', 1),
        timeless('d'),
        step('c', 2),
        timeless('b'),
        timeless('a'),
        step('g', 2),
      ];
      await test.archive.keepRuns([captured(1, {}, { objects: [wire('run', 'run_1'), ...listed] })]);
      const expected = ['f', 'e', 'd', 'c', 'b', 'a', 'g'];
      for (const limit of [1, 2, 100]) {
        expect(await steps('run_1', limit)).toEqual(expected);
        expect(await steps('run_1', limit, 'desc')).toEqual(expected.toReversed());
      }
      const store = test.archive.wireStore('s');
      expect((await store.list('step', { threadId: 't1', runId: 'run_1' }, { limit: 3 }, never)).items[2]).toEqual(
        listed[2],
      );
    });

    it('keeps places when some come again, lets new ones follow, and renumbers with a whole run', async () => {
      const running = { whole: false, capturedAt: START };
      await test.archive.keepRuns([
        captured(1, { endedAt: null, outcome: 'waiting' }, { ...running, objects: [step('b'), step('a')] }),
      ]);
      await test.archive.keepRuns([
        captured(1, { endedAt: null, outcome: 'waiting' }, { ...running, objects: [step('c'), step('b')] }),
      ]);
      expect(await steps('run_1')).toEqual(['b', 'a', 'c']);
      await test.archive.keepRuns([captured(1, {}, { objects: ['a', 'b', 'c'].map((id) => step(id)) })]);
      expect(await steps('run_1')).toEqual(['a', 'b', 'c']);
    });

    it('lists runs and messages of a thread, and messages of a run', async () => {
      const message = (id: string, at: number, runId: string | null) =>
        wire('message', id, { runId, createdAt: START + at });
      const objects = [message('m1', 0, null), message('m2', 5, 'run_1'), message('m3', 9, null)];
      await test.archive.keepRuns([
        captured(1, {}, { objects: [wire('run', 'run_1', { createdAt: START + 1 }), ...objects] }),
        captured(2, {}, { objects: [wire('run', 'run_2', { createdAt: START + 10 })] }),
      ]);
      const store = test.archive.wireStore('s');
      const list = async (kind: 'run' | 'message', runId?: string) => {
        const of = { threadId: 't1', ...(runId ? { runId } : {}) };
        return (await store.list(kind, of, { limit: 9 }, never)).items.map(({ id }) => id);
      };
      expect(await list('run')).toEqual(['run_1', 'run_2']);
      expect(await list('message')).toEqual(['m1', 'm2', 'm3']);
      expect(await list('message', 'run_1')).toEqual(['m2']);
      expect(await store.get('message', 'm2', never)).toEqual(objects[1]);
      expect(await store.get('step', 'm2', never)).toBeNull();
      const aborted = AbortSignal.abort();
      await expect(store.get('message', 'm2', aborted)).rejects.toThrow('abort');
    });

    it('keeps equal bytes once, and none when nothing refers to them', async () => {
      const big = new Uint8Array(2_500_000).map((_, n) => n % 251);
      const { archive } = test;
      await archive.keepFile({ source: 's', fileId: 'a', bytes: big });
      await archive.keepFile({ source: 's', fileId: 'b', bytes: big.slice() });
      await archive.keepFile({ source: 's', fileId: 'c', bytes: new Uint8Array(0) });
      expect((await archive.size()).fileBytes).toBe(big.length);
      expect(await bytesOf(test, 's', 'a')).toEqual(big);
      expect(await bytesOf(test, 's', 'c')).toEqual(new Uint8Array(0));
      expect(await bytesOf(test, 'other', 'a')).toBeNull();
      await archive.keepFile({ source: 's', fileId: 'b', bytes: new Uint8Array([1]) });
      expect((await archive.size()).fileBytes).toBe(big.length + 1);
      const told = ['a', 'd'].map((id) => wire('file', id, { threadId: null }));
      await archive.keepObjects('s', told, 'view');
      await archive.keepRuns([captured(1, { files: ['a', 'a', 'd'] }), captured(2, { files: ['a', 'b'] })]);
      await archive.keepRuns([captured(2, { files: ['a'] })]);
      await archive.keepRuns([captured(2, { files: null })]);
      const toldOf = async (id: string) => (await archive.wireStore('s').get('file', id, never)) !== null;
      await archive.deleteRun('s', 't1.run_1');
      expect(await bytesOf(test, 's', 'a')).toEqual(big);
      expect([await toldOf('a'), await toldOf('d')]).toEqual([true, false]);
      await archive.deleteRun('s', 't1.run_2');
      expect(await toldOf('a')).toBe(false);
      expect(await bytesOf(test, 's', 'a')).toBeNull();
      expect((await archive.size()).fileBytes).toBe(1);
      await archive.deleteSource('s');
      expect((await archive.size()).fileBytes).toBe(0);
    });

    it('deletes a run with all that is its own, and its thread with its last run', async () => {
      const { archive } = test;
      const own = (n: number) => [
        wire('run', `run_${n}`),
        step(`step_${n}`, 0, `run_${n}`),
        wire('message', `answer_${n}`, { runId: `run_${n}` }),
      ];
      const thread = [wire('thread', 't1', { threadId: null }), wire('message', 'question')];
      await archive.keepObjects('s', thread, 'view');
      await archive.keepRuns([1, 2].map((n) => captured(n, { tools: ['code'] }, { objects: own(n) })));
      expect(await archive.deleteRun('s', 't1.run_9')).toBe(false);
      expect(await archive.deleteRun('s', 't1.run_1')).toBe(true);
      expect(await archive.deleteRun('s', 't1.run_1')).toBe(false);
      const store = archive.wireStore('s');
      const there = async (kind: 'step' | 'message' | 'thread' | 'run', id: string) =>
        (await store.get(kind, id, never)) !== null;
      expect([await there('run', 'run_1'), await there('step', 'step_1'), await there('message', 'answer_1')]).toEqual([
        false,
        false,
        false,
      ]);
      expect([await there('step', 'step_2'), await there('message', 'question')]).toEqual([true, true]);
      expect(await archive.countRuns(asked({ text: 'number1' }))).toBe(0);
      expect(await archive.countRuns(asked({ tool: ['code'] }))).toBe(1);
      await archive.deleteRun('s', 't1.run_2');
      expect(await archive.size()).toEqual({ runs: 0, whole: 0, objects: 0, fileBytes: 0 });
    });

    it('deletes the objects of a source a few ids at a time, to the last', async () => {
      const { archive, database } = test;
      const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      for (const source of ['s', 't']) {
        const told = ids.map((id) => wire('file', `${id}${source === 's' ? '' : '_'}`, { threadId: null }));
        await archive.keepObjects(source, [...told, wire('assistant', 'a', { threadId: null })], 'view');
      }
      await removeObjectsOfSource(database, 's', 3);
      expect(await database.all('SELECT source, count(*) AS n FROM objects GROUP BY source')).toEqual([
        { source: 't', n: 8 },
      ]);
    });

    it('deletes a source, and no other', async () => {
      const { archive } = test;
      await archive.keepRuns([captured(1), captured(1, { source: 'b' }), captured(2, { source: 'b' })]);
      await archive.keepObjects('b', [wire('assistant', 'asst_1', { threadId: null })], 'view');
      expect(await archive.deleteSource('b')).toBe(2);
      expect(await archive.deleteSource('b')).toBe(0);
      expect(await archive.size()).toMatchObject({ runs: 1, objects: 1 });
      expect(await test.database.all('SELECT count(*) AS n FROM objects')).toEqual([{ n: 1 }]);
      expect(await archive.countRuns(asked({ text: 'question' }))).toBe(1);
    });

    it('deletes what ended before an instant, or was last captured before it where no end is known', async () => {
      const { archive } = test;
      const day = (n: number) => START + n * DAY;
      await archive.keepRuns([
        captured(1, { createdAt: day(0), endedAt: day(1) }),
        captured(2, { createdAt: day(0), endedAt: day(20) }),
        captured(3, { createdAt: day(1), endedAt: null }, { capturedAt: day(2) }),
        captured(4, { createdAt: day(1), endedAt: null }, { capturedAt: day(30) }),
        captured(5, { createdAt: null, endedAt: null }, { capturedAt: day(3) }),
        captured(6, { createdAt: day(9), endedAt: day(10) }),
      ]);
      expect(await archive.deleteBefore(day(10))).toBe(3);
      expect(await archive.deleteBefore(day(10))).toBe(0);
      const left = await archive.listRuns(asked({ dir: 'asc' }), { limit: 9 });
      expect(left.items.map(({ key }) => key)).toEqual(['t1.run_2', 't1.run_4', 't1.run_6']);
    });

    it('finds the run behind any id', async () => {
      const { archive } = test;
      const run = (n: number) =>
        captured(n, {}, { objects: [wire('run', `run_${n}`), step(`step_${n}`, 0, `run_${n}`)] });
      await archive.keepRuns([run(1), run(5), captured(1, { source: 'b' })]);
      const message = (id: string, at: number, runId: string | null) =>
        wire('message', id, { createdAt: START + at * 1_000, runId });
      await archive.keepObjects(
        's',
        [message('ask', 3, null), message('answer', 6, 'run_5'), message('late', 9, null)],
        'view',
      );
      await archive.keepObjects('s', [wire('thread', 't1', { threadId: 't1' })], 'view');
      const found = { source: 's', stepId: null, messageId: null };
      expect(await archive.findRun('run_5')).toEqual([{ ...found, key: 't1.run_5' }]);
      expect((await archive.findRun('run_1')).map(({ source }) => source).toSorted()).toEqual(['b', 's']);
      expect(await archive.findRun('step_1')).toEqual([{ ...found, key: 't1.run_1', stepId: 'step_1' }]);
      expect(await archive.findRun('answer')).toEqual([{ ...found, key: 't1.run_5', messageId: 'answer' }]);
      expect(await archive.findRun('ask')).toEqual([{ ...found, key: 't1.run_5', messageId: 'ask' }]);
      expect(await archive.findRun('late')).toEqual([{ ...found, key: 't1.run_5', messageId: 'late' }]);
      expect(await archive.findRun('t1')).toEqual([{ ...found, key: 't1.run_5' }]);
      expect(await archive.findRun('nothing')).toEqual([]);
    });
  });
}
