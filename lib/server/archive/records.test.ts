import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from './archive.ts';
import { memoryRecords } from './memory-records.ts';
import { testKinds } from './test-archives.ts';

type Records = Pick<Archive, 'putRecord' | 'agreeOnRecord' | 'getRecord' | 'listRecords' | 'deleteRecord'>;
const inMemory = {
  name: 'memory',
  open: async () => ({ archive: memoryRecords(), end: async () => undefined }),
};

describe.each([inMemory, ...testKinds(process.env.TEST_DATABASE_URL)])('records in $name', ({ open }) => {
  let records: Records;
  let end: () => Promise<unknown>;
  beforeEach(async () => {
    const test = await open();
    records = test.archive;
    end = () => Promise.resolve(test.end());
  });
  afterEach(() => end());

  it('gives back what was put last, until it is deleted', async () => {
    expect(await records.getRecord('person', 'a')).toBeNull();
    await records.putRecord('person', { id: 'a', value: 'one' }, null);
    await records.putRecord('person', { id: 'a', value: 'two' }, null);
    await records.putRecord('access_token', { id: 'a', value: 'other' }, null);
    expect(await records.getRecord('person', 'a')).toBe('two');
    expect(await records.deleteRecord('person', 'a')).toBe(true);
    expect(await records.deleteRecord('person', 'a')).toBe(false);
    expect(await records.getRecord('access_token', 'a')).toBe('other');
  });

  it('keeps the first of what servers want to agree on', async () => {
    expect(await records.agreeOnRecord('secret', { id: 'session', value: 'mine' })).toBe('mine');
    expect(await records.agreeOnRecord('secret', { id: 'session', value: 'yours' })).toBe('mine');
  });

  it('lists from the largest id down, page by page', async () => {
    for (const id of ['1', '3', '2']) await records.putRecord('person', { id, value: `v${id}` }, null);
    expect(await records.listRecords('person', { limit: 2 })).toEqual([
      { id: '3', value: 'v3' },
      { id: '2', value: 'v2' },
    ]);
    expect(await records.listRecords('person', { before: '2', limit: 2 })).toEqual([{ id: '1', value: 'v1' }]);
  });

  it('forgets what is over', async () => {
    await records.putRecord('ended_session', { id: 'old', value: '' }, Date.now() - 60_000);
    await records.putRecord('ended_session', { id: 'new', value: '' }, Date.now() + 60_000);
    expect(await records.getRecord('ended_session', 'old')).toBeNull();
    expect(await records.getRecord('ended_session', 'new')).toBe('');
  });
});
