import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Archive } from './archive.ts';
import type { ShareCapture } from './share-archive.ts';
import { captured, DAY, type TestArchive, testKinds, wire } from './test-archives.ts';

const { signal } = new AbortController();
const ALL = { owner: null, run: null };

function share(n: number, more: Partial<ShareCapture> = {}): ShareCapture {
  return {
    id: `sh_${n}`,
    tokenHash: `hash${n}`,
    source: 's',
    key: 't1.run_1',
    owner: 'ada',
    createdAt: 1_000 + n,
    expiresAt: Date.now() + DAY,
    maxViews: null,
    about: '{"a":"\u0000"}',
    objects: [
      wire('run', 'run_1'),
      wire('step', 'step_2', { runId: 'run_1', createdAt: 5 }),
      wire('step', 'step_1', { runId: 'run_1', createdAt: 5 }),
      wire('step', 'step_0', { runId: 'run_1', createdAt: 4 }),
      wire('message', 'msg_1', { runId: null, createdAt: null }),
    ],
    files: [{ fileId: 'file_1', bytes: new TextEncoder().encode('picture') }],
    ...more,
  };
}

describe.each(testKinds(process.env.TEST_DATABASE_URL))('shares in $name', ({ open }) => {
  let test: TestArchive;
  let archive: Archive;
  beforeEach(async () => {
    test = await open();
    archive = test.archive;
  });
  afterEach(() => test.end());

  const bytesOf = async (id: string, file = 'file_1') => {
    const found = await archive.shareStore(id).bytes(file, signal);
    return found && Buffer.from(await new Response(found.body).arrayBuffer()).toString();
  };
  const blobs = async () => (await archive.size()).fileBytes;

  it('keeps a snapshot and reads nothing else through it', async () => {
    await archive.keepObjects('s', [wire('step', 'step_9', { runId: 'run_1' })], 'view');
    await archive.keepShare(share(1));
    await archive.keepShare(share(2, { objects: [wire('run', 'run_2')], files: [] }));
    const store = archive.shareStore('sh_1');
    const steps = await store.list('step', { threadId: 't1', runId: 'run_1' }, { limit: 2, order: 'asc' }, signal);
    expect(steps.items.map(({ id }) => id)).toEqual(['step_0', 'step_2']);
    const next = { cursor: steps.nextCursor ?? '', limit: 2, order: 'asc' } as const;
    const rest = await store.list('step', { threadId: 't1', runId: 'run_1' }, next, signal);
    expect(rest.items.map(({ id }) => id)).toEqual(['step_1']);
    expect(rest.nextCursor).toBeNull();
    const back = await store.list('step', { threadId: 't1' }, { limit: 9, order: 'desc' }, signal);
    expect(back.items.map(({ id }) => id)).toEqual(['step_1', 'step_2', 'step_0']);
    expect(await store.get('run', 'run_1', signal)).toEqual(wire('run', 'run_1'));
    expect((await store.get('message', 'msg_1', signal))?.createdAt).toBeNull();
    expect(await store.get('run', 'run_2', signal)).toBeNull();
    expect(await store.get('step', 'step_9', signal)).toBeNull();
    expect(await bytesOf('sh_1')).toBe('picture');
    expect(await bytesOf('sh_2')).toBeNull();
    expect(await archive.findShare('hash1')).toMatchObject({
      id: 'sh_1',
      owner: 'ada',
      about: '{"a":"\u0000"}',
      views: 0,
    });
    expect(await archive.findShare('sh_1')).toBeNull();
  });

  it('leaves steps without a time where they were listed', async () => {
    const step = (id: string, createdAt: number | null) => wire('step', id, { runId: 'run_1', createdAt });
    await archive.keepShare(share(1, { objects: [wire('run', 'run_1'), step('b', 4), step('c', null), step('a', 5)] }));
    const { items } = await archive
      .shareStore('sh_1')
      .list('step', { threadId: 't1', runId: 'run_1' }, { limit: 9 }, signal);
    expect(items.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  it('counts views up to the limit, also those that come at once', async () => {
    await archive.keepShare(share(1, { maxViews: 3 }));
    const other = (await test.another()) ?? archive;
    const counted = await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 ? archive : other).viewShare('hash1')),
    );
    expect(counted.filter(Boolean)).toHaveLength(3);
    const kept = await archive.getShare('sh_1');
    expect(kept).toMatchObject({ views: 3, maxViews: 3 });
    expect(kept?.lastViewAt).toBeGreaterThan(Date.now() - DAY);
    expect(await archive.viewShare('unknown')).toBe(false);
  });

  it('ends a share with its content, once', async () => {
    await archive.keepShare(share(1));
    expect(await archive.revokeShare('sh_1')).toBe(true);
    expect(await archive.revokeShare('sh_1')).toBe(false);
    expect(await archive.viewShare('hash1')).toBe(false);
    expect((await archive.findShare('hash1'))?.revokedAt).not.toBeNull();
    expect(await archive.shareStore('sh_1').get('run', 'run_1', signal)).toBeNull();
    expect(await blobs()).toBe(0);
  });

  it('counts no view of one that has expired, and forgets it step by step', async () => {
    const now = Date.now();
    await archive.keepShare(share(1, { expiresAt: now - DAY }));
    await archive.keepShare(share(2));
    expect(await archive.viewShare('hash1')).toBe(false);
    await archive.sweepShares(now, now - 2 * DAY);
    expect(await archive.shareStore('sh_1').get('run', 'run_1', signal)).toBeNull();
    expect(await archive.getShare('sh_1')).not.toBeNull();
    await archive.sweepShares(now, now);
    expect(await archive.getShare('sh_1')).toBeNull();
    expect(await bytesOf('sh_2')).toBe('picture');
  });

  it('lists the newest first, by person and run', async () => {
    await archive.keepShare(share(1));
    await archive.keepShare(share(2, { owner: 'bob' }));
    await archive.keepShare(share(3, { key: 't1.run_2' }));
    const ids = async (...of: Parameters<Archive['listShares']>) =>
      (await archive.listShares(...of)).map(({ id }) => id);
    expect(await ids(ALL, { limit: 9 })).toEqual(['sh_3', 'sh_2', 'sh_1']);
    expect(await ids(ALL, { cursor: 'sh_3', limit: 1 })).toEqual(['sh_2']);
    expect(await ids({ ...ALL, owner: 'ada' }, { limit: 9 })).toEqual(['sh_3', 'sh_1']);
    expect(await ids({ ...ALL, run: { source: 's', key: 't1.run_2' } }, { limit: 9 })).toEqual(['sh_3']);
    expect(await ids(ALL, { cursor: 'never', limit: 9 })).toEqual([]);
  });

  it('goes with its run, its source and the retention; bytes stay while a file or snapshot has them', async () => {
    const file = { source: 's', fileId: 'f', bytes: new TextEncoder().encode('picture') };
    await archive.keepFile(file);
    await archive.keepRuns([captured(1, { files: ['f'] }), captured(2)]);
    await archive.keepShare(share(1));
    await archive.keepShare(share(2, { key: 't1.run_2' }));
    await archive.keepShare(share(3, { key: 't1.run_3' }));
    await archive.keepShare(share(4, { source: 'other' }));
    await archive.deleteRun('s', 't1.run_1');
    expect(await archive.getShare('sh_1')).toBeNull();
    expect(await bytesOf('sh_2')).toBe('picture');
    await archive.deleteBefore(Date.now() + DAY);
    expect(await archive.getShare('sh_2')).toBeNull();
    await archive.deleteSource('s');
    expect(await archive.getShare('sh_3')).toBeNull();
    expect(await bytesOf('sh_4')).toBe('picture');
    await archive.revokeShare('sh_4');
    expect(await blobs()).toBe(0);
  });
});
