import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asked, captured, DAY, ids, START, type TestArchive, testKinds, wire } from './test-archives.ts';

const never = new AbortController().signal;

for (const { name, open } of testKinds(process.env.TEST_DATABASE_URL)) {
  describe(`keeping in ${name}`, () => {
    let test: TestArchive;
    beforeEach(async () => {
      test = await open();
    });
    afterEach(() => test.end());

    it('gives a run back as it was kept', async () => {
      const { archive } = test;
      const summary = {
        source: 's',
        key: 't1.run_1',
        firstMessage: 'Hello',
        steps: 2,
        stepsComplete: true,
        phases: [],
        tools: ['function'],
      };
      await archive.keepRuns([captured(1, { summary, tools: ['function'] })]);
      expect(await archive.getRun('s', 't1.run_1')).toEqual({
        source: 's',
        key: 't1.run_1',
        text: '{"id":"run_1","object":"run"}',
        assistantName: 'Helper',
        origin: 'view',
        whole: true,
        capturedAt: START + DAY,
        goneAt: null,
        summary,
      });
      expect(await archive.getRun('s', 't1.run_2')).toBeNull();
      expect(await archive.getRun('other', 't1.run_1')).toBeNull();
    });

    it('changes nothing when the same is kept again', async () => {
      const { archive } = test;
      const objects = [wire('run', 'run_1'), wire('step', 'a', { runId: 'run_1' })];
      await archive.keepRuns([captured(1, {}, { objects })]);
      const before = [await archive.size(), await archive.listRuns(asked(), { limit: 10 })];
      await archive.keepRuns([captured(1, {}, { objects }), captured(1, {}, { objects })]);
      expect([await archive.size(), await archive.listRuns(asked(), { limit: 10 })]).toEqual(before);
      expect(before[0]).toEqual({ runs: 1, whole: 1, objects: 2, fileBytes: 0 });
      expect(await archive.countRuns(asked({ text: 'question' }))).toBe(1);
    });

    it('keeps all runs of a call or none', async () => {
      const { archive } = test;
      const broken = { ...captured(2), objects: [wire('run', 'run_2', { text: null as unknown as string })] };
      await expect(archive.keepRuns([captured(1), broken])).rejects.toThrow();
      expect(await archive.size()).toMatchObject({ runs: 0, objects: 0 });
      await archive.keepRuns([captured(3)]);
      expect(ids(await archive.listRuns(asked(), { limit: 10 }))).toEqual(['run_3']);
    });

    it('replaces objects and values by newer ones, and keeps what a newer capture does not say', async () => {
      const { archive } = test;
      const running = { status: 'in_progress', outcome: 'waiting', endedAt: null, duration: null } as const;
      await archive.keepRuns([captured(1, { ...running, tools: ['function'] }, { whole: false })]);
      const ended = captured(1, { text: null, assistantName: null }, { origin: 'walk', capturedAt: START + 2 * DAY });
      const text = '{"id":"run_1","status":"completed"}';
      await archive.keepRuns([{ ...ended, objects: [wire('run', 'run_1', { text })] }]);
      const kept = await archive.getRun('s', 't1.run_1');
      expect(kept).toMatchObject({ text, whole: true, origin: 'view', assistantName: 'Helper' });
      expect(await archive.countRuns(asked({ status: ['in_progress'] }))).toBe(0);
      expect(await archive.countRuns(asked({ status: ['completed'], text: 'number1', tool: ['function'] }))).toBe(1);
    });

    it('does not let an older state of a run undo what is kept', async () => {
      const { archive } = test;
      await archive.keepRuns([captured(1)]);
      const running = { status: 'in_progress', outcome: 'waiting', endedAt: null } as const;
      const old = wire('run', 'run_1', { text: '{"status":"in_progress"}' });
      const piece = wire('step', 'late', { runId: 'run_1' });
      const capture = captured(1, running, { whole: false, capturedAt: START + 2 * DAY, objects: [old, piece] });
      await archive.keepRuns([capture, captured(1, { status: 'older' }, { capturedAt: START })]);
      expect(await archive.getRun('s', 't1.run_1')).toMatchObject({
        whole: true,
        text: '{"id":"run_1","object":"run"}',
      });
      expect(await archive.countRuns(asked({ status: ['completed'] }))).toBe(1);
      expect(await archive.wireStore('s').get('step', 'late', never)).toMatchObject({ runId: 'run_1' });
    });

    it('keeps a run whole that was read through while a glance at it was kept', async () => {
      const { archive } = test;
      const piece = wire('step', 'a', { runId: 'run_1' });
      const glance = captured(1, { text: null }, { whole: false, origin: 'walk', capturedAt: START + 2 * DAY });
      await archive.keepRuns([glance]);
      await archive.keepRuns([captured(1, {}, { objects: [wire('run', 'run_1'), piece], capturedAt: START + DAY })]);
      expect(await archive.getRun('s', 't1.run_1')).toMatchObject({ whole: true, capturedAt: START + 2 * DAY });
      expect(await archive.countRuns(asked({ text: 'number1' }))).toBe(1);
    });

    it('lists a run at its time as soon as that is known', async () => {
      const { archive } = test;
      await archive.keepRuns([captured(1), captured(5, { createdAt: null, endedAt: null }, { capturedAt: START })]);
      expect(ids(await archive.listRuns(asked(), { limit: 10 }))).toEqual(['run_1', 'run_5']);
      await archive.keepRuns([captured(5, { text: null, tools: ['function'] })]);
      expect(ids(await archive.listRuns(asked(), { limit: 10 }))).toEqual(['run_5', 'run_1']);
      expect(ids(await archive.listRuns(asked({ text: 'number5' }), { limit: 10 }))).toEqual(['run_5']);
      expect(ids(await archive.listRuns(asked({ tool: ['function'] }), { limit: 10 }))).toEqual(['run_5']);
      expect((await archive.size()).runs).toBe(2);
    });

    it('tells runs of the same instant apart, however many there are', async () => {
      const { archive } = test;
      const same = Array.from({ length: 30 }, (_, n) => captured(n, { createdAt: START }));
      await archive.keepRuns(same);
      expect(new Set(ids(await archive.listRuns(asked(), { limit: 100 }))).size).toBe(30);
    });

    it('keeps times that no clock shows', async () => {
      const { archive } = test;
      await archive.keepRuns([
        captured(1, { createdAt: -5, endedAt: null }),
        captured(2, { createdAt: 8e15, endedAt: 8.1e15 }),
        captured(3, { createdAt: START + 0.25, tokens: 1e300, duration: Number.NaN }),
      ]);
      expect(ids(await archive.listRuns(asked(), { limit: 10 }))).toEqual(['run_2', 'run_3', 'run_1']);
    });

    it('makes an incomplete run of pieces, which the run then takes over', async () => {
      const { archive } = test;
      const step = wire('step', 'step_1', { runId: 'run_7', createdAt: START + 7_000 });
      await archive.keepObjects('s', [step, wire('thread', 't1', { threadId: null })], 'import');
      const [incomplete] = (await archive.listRuns(asked(), { limit: 10 })).items;
      expect(incomplete).toMatchObject({ key: 't1.run_7', text: null, origin: 'import', whole: false });
      await archive.keepObjects('s', [wire('message', 'msg_1', { runId: 'run_7' })], 'import');
      await archive.keepRuns([captured(7, { key: 'own-key' })]);
      const page = await archive.listRuns(asked(), { limit: 10 });
      expect(page.items).toMatchObject([{ key: 'own-key', whole: true, text: '{"id":"run_7","object":"run"}' }]);
      const steps = await archive.wireStore('s').list('step', { threadId: 't1', runId: 'run_7' }, { limit: 10 }, never);
      expect(steps.items).toEqual([step]);
      await archive.keepObjects('s', [wire('step', 'step_2', { runId: 'run_7' })], 'import');
      expect(await archive.getRun('s', 'own-key')).toMatchObject({ whole: true });
      expect((await archive.size()).runs).toBe(1);
    });

    it('shows an incomplete run once its thread is known', async () => {
      const { archive } = test;
      await archive.keepObjects('s', [wire('step', 'a', { runId: 'r', threadId: null })], 'import');
      expect((await archive.size()).runs).toBe(0);
      await archive.keepObjects('s', [wire('step', 'b', { runId: 'r', threadId: 't9' })], 'import');
      expect((await archive.listRuns(asked(), { limit: 9 })).items.map(({ key }) => key)).toEqual(['t9.r']);
      const steps = await archive.wireStore('s').list('step', { threadId: 't9', runId: 'r' }, { limit: 9 }, never);
      expect(steps.items.map(({ id }) => id)).toEqual(['a', 'b']);
    });

    it('notes that the source has a run no more, and that it has it again', async () => {
      const { archive } = test;
      await archive.keepRuns([captured(1)]);
      await archive.markGone('s', 't1.run_1', START + 5);
      await archive.markGone('s', 't1.run_1', START + 9);
      expect((await archive.getRun('s', 't1.run_1'))?.goneAt).toBe(START + 5);
      await archive.keepRuns([captured(1, {}, { origin: 'import' })]);
      expect((await archive.getRun('s', 't1.run_1'))?.goneAt).toBe(START + 5);
      await archive.keepRuns([captured(1)]);
      expect((await archive.getRun('s', 't1.run_1'))?.goneAt).toBeNull();
    });

    it('keeps every character, and texts and metadata of any size', async () => {
      const { archive } = test;
      const odd = 'nul \0 lone \ud800 high \udc00 mark \u0001 émoji 😀 \\u0000 "quoted"';
      const text = JSON.stringify({ metadata: { big: 'x'.repeat(100_000) }, odd }) + odd;
      const objects = [wire('run', 'run_1', { text }), wire('step', 's1', { runId: 'run_1', text: '\u0001' })];
      const long = `${odd} ${'ordinary words of a long log line '.repeat(60_000)} needle`;
      const index = { status: odd, model: odd, assistantId: 'a'.repeat(9_000), assistantName: odd, text: long };
      await archive.keepRuns([captured(1, index, { objects })]);
      expect(await archive.getRun('s', 't1.run_1')).toMatchObject({ text, assistantName: odd });
      expect((await archive.wireStore('s').get('step', 's1', never))?.text).toBe('\u0001');
      expect(await archive.countRuns(asked({ status: [odd], text: 'needle' }))).toBe(1);
      expect(await archive.countRuns(asked({ model: [odd] }))).toBe(1);
      expect(await archive.filterValues(asked(), 'status')).toEqual([{ value: odd, label: null, count: 1 }]);
      expect(await archive.filterValues(asked(), 'assistant')).toMatchObject([{ label: odd, count: 1 }]);
    });

    it('lets two connections keep at the same time', async () => {
      const other = await test.another();
      if (!other) return;
      const write = async (archive: typeof other, from: number) => {
        for (let n = from; n < from + 20; n++) {
          await archive.keepRuns([captured(n, { createdAt: START }), captured(1_000, { status: `by ${from}` })]);
        }
      };
      await Promise.all([write(test.archive, 0), write(other, 100)]);
      expect((await other.size()).runs).toBe(41);
      expect(await test.archive.countRuns(asked({ text: 'question' }))).toBe(41);
    });
  });
}
