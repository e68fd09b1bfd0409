import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunQuery } from './run-query.ts';
import { asked, captured, DAY, START, type TestArchive, testKinds, wire } from './test-archives.ts';
import type { WordedObject } from './text-archive.ts';

/** A message of a thread that no run wrote, n seconds after the start. */
const said = (id: string, words: string, n = 0, more: Partial<WordedObject> = {}): WordedObject => ({
  ...wire('message', id, { threadId: 'alone', createdAt: START + n * 1_000, text: JSON.stringify({ id, words }) }),
  words,
  ...more,
});

describe.each(testKinds(process.env.TEST_DATABASE_URL))('texts that stand in no run, in $name', ({ open }) => {
  let test: TestArchive;
  beforeEach(async () => {
    test = await open();
  });
  afterEach(() => test.end());

  const keep = (...objects: WordedObject[]) => test.archive.keepObjects('s', objects, 'import');
  const found = async (text: string, more: Partial<RunQuery> = {}, limit = 100) => {
    const names: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await test.archive.search(asked({ text, ...more }), { cursor, limit });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      names.push(...page.items.map((one) => ('run' in one ? one.run.key.replace(/^.*\./, '') : one.loose.id)));
      if (page.nextCursor === null) return names;
      cursor = page.nextCursor;
    }
  };
  const rows = async () => (await test.database.all('SELECT tid FROM loose_texts')).length;

  it('finds messages and threads by words, phrases and beginnings, each with its thread and JSON', async () => {
    const thread = { ...wire('thread', 'alone', { threadId: null }), words: 'alone customer Zürich' };
    await keep(thread, said('msg_1', 'Where is the needle of the haystack', 1), said('msg_2', 'the haystack', 2));
    expect(await found('needle haystack')).toEqual(['msg_1']);
    expect(await found('haystack')).toEqual(['msg_2', 'msg_1']);
    expect(await found('"the haystack"')).toEqual(['msg_2', 'msg_1']);
    expect(await found('"needle haystack"')).toEqual([]);
    expect(await found('hayst*')).toEqual(['msg_2', 'msg_1']);
    expect(await found('zurich')).toEqual(['alone']);
    const { items } = await test.archive.search(asked({ text: 'needle' }), { limit: 1 });
    const loose = { source: 's', kind: 'message', id: 'msg_1', threadId: 'alone' };
    expect(items).toEqual([
      { loose: { ...loose, text: JSON.stringify({ id: 'msg_1', words: 'Where is the needle of the haystack' }) } },
    ]);
  });

  it('gives runs and messages as one list, newest first, page by page, by source and time; by status runs alone', async () => {
    await test.archive.keepRuns([1, 3, 5].map((n) => captured(n, { text: 'needle' })));
    await keep(...[0, 2, 4, 6].map((n) => said(`msg_${n}`, 'a needle', n)));
    const all = ['msg_6', 'run_5', 'msg_4', 'run_3', 'msg_2', 'run_1', 'msg_0'];
    for (const limit of [1, 2, 3, 100]) expect(await found('needle', {}, limit)).toEqual(all);
    expect(await found('needle', { source: ['s'] })).toEqual(all);
    expect(await found('needle', { source: ['other', 'elsewhere'] })).toEqual([]);
    expect(await found('needle', { from: START + 2_000, to: START + 5_000 })).toEqual(['msg_4', 'run_3', 'msg_2']);
    expect(await found('needle', { status: ['completed'] })).toEqual(['run_5', 'run_3', 'run_1']);
    await expect(test.archive.search(asked({ text: 'needle' }), { limit: 1, cursor: 'x' })).rejects.toMatchObject({
      failure: { code: 'invalid_request' },
    });
  });

  it('follows what changes: other words replace, the same again writes nothing, a time that is not said is now', async () => {
    await keep(said('msg_1', 'first words'));
    await keep(said('msg_1', 'first words'));
    expect(await rows()).toBe(1);
    await keep(said('msg_1', 'other words'));
    expect([await found('first'), await found('other')]).toEqual([[], ['msg_1']]);
    await keep(said('msg_2', 'other words', 0, { createdAt: null }));
    expect(await found('other')).toEqual(['msg_2', 'msg_1']);
  });

  it('leaves a message to the run that has it: its question, or its answer', async () => {
    await keep(said('msg_q', 'my question'), said('msg_a', 'your answer', 3), said('msg_z', 'question left', 9));
    const answer = wire('message', 'msg_a', { threadId: 'alone', runId: 'run_2' });
    const capture = captured(2, { threadId: 'alone', text: 'my question your answer', question: ['msg_q'] });
    await test.archive.keepRuns([{ ...capture, objects: [...capture.objects, answer] }]);
    expect(await found('question')).toEqual(['msg_z', 'run_2']);
    expect(await found('answer')).toEqual(['run_2']);
    // Heard again as it was, it stays the run's; with another text it is not the run's yet.
    await keep(said('msg_q', 'my question'));
    expect(await found('question')).toEqual(['msg_z', 'run_2']);
    await keep(said('msg_a', 'your answer', 3));
    expect(await found('answer')).toEqual(['run_2']);
  });

  it('finds the pieces of a run that never came, and the run by its own words once it comes', async () => {
    const piece = (id: string, words: string) => ({ ...wire('step', id, { runId: 'run_7' }), words });
    await keep(piece('step_1', 'first log'));
    await keep(piece('step_2', 'second log'), piece('step_1', 'first log'));
    expect(await found('first second log')).toEqual(['run_7']);
    await test.archive.keepRuns([captured(7, { text: 'whole' })]);
    expect([await found('second'), await found('whole')]).toEqual([[], ['run_7']]);
  });

  it('goes with the last run of its thread, with its source, and with time', async () => {
    const old = { createdAt: START - 9 * DAY };
    await keep(said('msg_1', 'needle'), said('msg_2', 'needle', 0, { threadId: 'answered' }));
    await keep(
      said('msg_3', 'needle', 0, { threadId: 'old', ...old }),
      said('msg_4', 'needle', 0, { threadId: 'mixed', ...old }),
    );
    await keep(said('msg_5', 'needle', 1, { threadId: 'mixed' }));
    await test.archive.keepRuns([captured(1, { threadId: 'answered', text: 'x' })]);
    await test.archive.deleteRun('s', 'answered.run_1');
    expect(await found('needle')).toEqual(['msg_5', 'msg_1', 'msg_3', 'msg_4']);
    await test.archive.deleteBefore(START - DAY);
    expect(await found('needle')).toEqual(['msg_5', 'msg_1', 'msg_4']);
    const { signal } = new AbortController();
    const store = test.archive.wireStore('s');
    expect(await store.get('message', 'msg_3', signal)).toBeNull();
    expect(await store.get('message', 'msg_4', signal)).not.toBeNull();
    await test.archive.keepObjects('other', [said('msg_9', 'needle')], 'import');
    await test.archive.deleteSource('s');
    expect(await found('needle')).toEqual(['msg_9']);
  });

  it('makes the texts of what was kept without words, part by part, once for a version', async () => {
    const { words: _, ...bare } = said('msg_1', '');
    await keep(bare, { ...bare, id: 'msg_2' }, wire('thread', 'alone', { threadId: null }), wire('file', 'file_1'));
    await test.archive.keepObjects('other', [{ ...bare, id: 'msg_2' }], 'import');
    await test.archive.keepRuns([captured(5, { threadId: 'alone', text: 'x' })]);
    const part = await test.archive.dueTexts(1);
    expect(part?.until).toBeNull();
    expect(part?.due.map(({ source, object, indexed, answered }) => [source, object.id, indexed, answered])).toEqual([
      ['s', 'alone', false, false],
      ['s', 'msg_1', false, true],
      ['other', 'msg_2', false, false],
      ['s', 'msg_2', false, true],
    ]);
    const made = (part?.due ?? []).map((due) => ({ due, words: due.object.id === 'msg_1' ? null : 'made' }));
    // What changed meanwhile is left as it is.
    await test.archive.keepObjects('other', [said('msg_2', 'newer')], 'import');
    await test.archive.putTexts(1, { until: null, made });
    expect((await found('made')).toSorted()).toEqual(['alone', 'msg_2']);
    expect(await found('newer')).toEqual(['msg_2']);
    expect(await test.archive.dueTexts(1)).toBeNull();
    await test.archive.beginTexts(1);
    expect((await test.archive.dueTexts(1))?.due.map(({ indexed }) => indexed)).toEqual([true, false, true, true]);
    expect(await test.archive.dueTexts(2)).not.toBeNull();
  });
});
