import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asked, captured, START, type TestArchive, testKinds, wire } from '../archive/test-archives.ts';
import { rewordAll, rewordSome } from './reindex-texts.ts';

const { signal } = new AbortController();

describe.each(testKinds(process.env.TEST_DATABASE_URL))('texts that an older version kept, in $name', ({ open }) => {
  let test: TestArchive;
  beforeEach(async () => {
    test = await open();
  }, 60_000);
  afterEach(() => test.end());

  /** A message as a version without words kept it. */
  const message = (id: string, role: string, thread: string) => {
    const text = JSON.stringify({
      id,
      object: 'thread.message',
      created_at: START / 1000,
      thread_id: thread,
      role,
      content: [{ type: 'text', text: { value: `needle of ${id}`, annotations: [] } }],
    });
    return wire('message', id, { threadId: thread, text });
  };
  const found = async (text: string) => {
    const { items } = await test.archive.search(asked({ text }), { limit: 100 });
    return items.map((one) => ('run' in one ? one.run.key : one.loose.id)).toSorted();
  };

  it('are found once they were gone through; what a run answers is left to it', async () => {
    const thread = wire('thread', 'alone', {
      threadId: null,
      text: '{"id":"alone","object":"thread","metadata":{"a":"needle"}}',
    });
    const many = Array.from({ length: 450 }, (_, n) => message(`msg_${n}`, 'user', 'alone'));
    const beside = [message('msg_asked', 'user', 'answered'), message('msg_told', 'assistant', 'answered')];
    await test.archive.keepObjects('s', [thread, ...many, ...beside, wire('file', 'file_1')], 'walk');
    await test.archive.keepRuns([captured(1, { threadId: 'answered', text: 'needle' })]);
    expect(await found('needle')).toEqual(['answered.run_1']);

    const looked = await rewordAll(test.archive, () => rewordSome(test.archive, signal), signal);
    expect(looked).toBe(many.length + 3);
    expect(await found('msg_449')).toEqual(['msg_449']);
    expect(await found('msg_told')).toEqual(['msg_told']);
    expect(await found('msg_asked')).toEqual([]);
    expect((await found('needle')).filter((id) => !id.startsWith('msg_'))).toEqual(['alone', 'answered.run_1']);
    expect(await rewordAll(test.archive, () => rewordSome(test.archive, signal), signal)).toBe(0);
  });
});
