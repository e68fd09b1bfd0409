import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asked, type TestArchive, testKinds } from '../archive/test-archives.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { createHeardKeeper } from './keep-heard.ts';

const NOW = 1_800_000_000;
const how = { originOf: () => 'view' as const, isAsked: () => true, oldest: null };

function object(kind: WireObject['kind'], id: string, more: Record<string, unknown>): WireObject {
  const json = { id, created_at: NOW, thread_id: 'thread_1', ...more };
  const runId = typeof more.run_id === 'string' ? more.run_id : null;
  const threadId = kind === 'thread' ? null : 'thread_1';
  return { kind, id, threadId, runId, createdAt: NOW * 1000, text: JSON.stringify(json) };
}
const said = (id: string, role: string, value: string) =>
  object('message', id, {
    object: 'thread.message',
    role,
    content: [{ type: 'text', text: { value, annotations: [] } }],
  });

describe.each(testKinds(process.env.TEST_DATABASE_URL))('what a source answered, in $name', ({ open }) => {
  let test: TestArchive;
  beforeEach(async () => {
    test = await open();
  }, 60_000);
  afterEach(() => test.end());

  const found = async (text: string) => {
    const { items } = await test.archive.search(asked({ text }), { limit: 20 });
    return items.map((one) => ('run' in one ? one.run.key : one.loose.id)).toSorted();
  };

  it('makes a thread and its messages found by their words, before any run of it is known', async () => {
    const keeper = createHeardKeeper(test.archive);
    const thread = object('thread', 'thread_1', { object: 'thread', metadata: { customer: 'Northwind' } });
    const messages = [
      said('msg_1', 'user', 'Where is the parcel?'),
      said('msg_2', 'assistant', 'In the parcel office.'),
    ];
    await keeper.keep([{ source: 's', objects: [thread, ...messages] }], how);
    expect(await found('parcel')).toEqual(['msg_1', 'msg_2']);
    expect(await found('northwind')).toEqual(['thread_1']);

    // The same again, and one that was changed at the source.
    await keeper.keep([{ source: 's', objects: messages }], how);
    await keeper.keep([{ source: 's', objects: [said('msg_2', 'assistant', 'It was lost.')] }], how);
    expect([await found('parcel'), await found('lost')]).toEqual([['msg_1'], ['msg_2']]);
  });

  describe('threads without a run that are kept no more', () => {
    const walk = { originOf: () => 'walk' as const, isAsked: () => false, oldest: null };
    const thread = object('thread', 'thread_1', { object: 'thread', metadata: { customer: 'Northwind' } });
    const run = object('run', 'run_1', { object: 'thread.run', assistant_id: 'asst_1', status: 'queued' });
    // Each is a server of its own, which remembers nothing of what was kept before.
    const hears = (objects: WireObject[], as: Parameters<ReturnType<typeof createHeardKeeper>['keep']>[1]) =>
      createHeardKeeper(test.archive).keep([{ source: 's', objects }], as);

    it('stay away where retention deletes them, unless somebody asks for them or they have a run', async () => {
      await hears([thread], { ...walk, oldest: NOW * 1000 + 1 });
      expect(await found('northwind')).toEqual([]);
      await hears([thread], { ...walk, oldest: NOW * 1000 });
      expect(await found('northwind')).toEqual(['thread_1']);
      await test.archive.deleteBefore(NOW * 1000 + 1);
      expect(await found('northwind')).toEqual([]);
      await hears([thread], { ...walk, oldest: NOW * 1000 + 1, isAsked: (_, id) => id === 'thread_1' });
      expect(await found('northwind')).toEqual(['thread_1']);
      await test.archive.deleteBefore(NOW * 1000 + 1);
      await hears([run], walk);
      await hears([thread], { ...walk, oldest: NOW * 1000 + 1 });
      expect(await found('northwind')).toEqual(['thread_1']);
    });

    it('stay away after they were deleted with their source or with their last run, until something new comes', async () => {
      await hears([thread, run], walk);
      await test.archive.deleteRun('s', 'thread_1.run_1');
      await hears([thread, run], walk);
      expect(await found('northwind')).toEqual([]);
      await hears([thread, { ...run, id: 'run_2', text: run.text.replace('run_1', 'run_2') }], walk);
      expect(await found('northwind')).toEqual(['thread_1']);
      await test.archive.deleteSource('s');
      await hears([thread, run], walk);
      expect(await found('northwind')).toEqual([]);
      await test.archive.allowSource('s');
      const another = { ...thread, id: 'thread_2', text: thread.text.replace('thread_1', 'thread_2') };
      await hears([another], walk);
      expect(await found('northwind')).toEqual(['thread_2']);
    });
  });
});
