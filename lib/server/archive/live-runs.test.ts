import { afterEach, describe, expect, test } from 'vitest';
import { type TestArchive, testKinds } from './test-archives.ts';

let open: TestArchive | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const place = { source: 'src', key: 'thread_1.run_1' };
const lease = (holder: string, now: number, until = now + 10_000) => ({ ...place, holder, now, until });

describe.each(testKinds(process.env.TEST_DATABASE_URL))('leases of runs that go on, in $name', (kind) => {
  test('one holds a run until its time is over; the others are heard', async () => {
    open = await kind.open();
    const { archive } = open;
    expect(await archive.holdRun(lease('a', 1_000_000))).toEqual({ held: true, wanted: false });
    expect(await archive.holdRun(lease('b', 1_001_000))).toMatchObject({ held: false });
    expect(await archive.holdRun(lease('a', 1_002_000))).toEqual({ held: true, wanted: true });
    // The wish passes, the lease runs out.
    expect(await archive.holdRun(lease('a', 1_030_000))).toEqual({ held: true, wanted: false });
    expect(await archive.holdRun(lease('b', 1_039_000))).toMatchObject({ held: false });
    expect(await archive.holdRun(lease('b', 1_040_001))).toMatchObject({ held: true });
    expect(await archive.holdRun(lease('a', 1_040_002))).toMatchObject({ held: false });
    expect(await archive.holdRun({ ...lease('a', 1_040_003), key: 'thread_1.run_2' })).toMatchObject({ held: true });
  });

  test('only the holder tells, and what it told last can be read when it is gone', async () => {
    open = await kind.open();
    const { archive } = open;
    expect(await archive.toldRun('src', place.key, 0)).toBeNull();
    await archive.holdRun(lease('a', 1_000_000));
    await archive.tellRun({ ...place, holder: 'b', now: 1_000_001 }, 'forged');
    expect(await archive.toldRun('src', place.key, 0)).toMatchObject({ holder: 'a', at: 0, state: null });
    await archive.tellRun({ ...place, holder: 'a', now: 1_000_002 }, '{"seen":"\u0000é"}');
    await archive.releaseRun({ ...place, holder: 'a' });
    const told = { holder: 'a', until: 1_000_002, wantedAt: 0, at: 1_000_002, state: '{"seen":"\u0000é"}' };
    expect(await archive.toldRun('src', place.key, 1_000_001)).toEqual(told);
    expect(await archive.toldRun('src', place.key, 1_000_002)).toEqual({ ...told, state: null });
    expect(await archive.holdRun(lease('b', 1_000_003))).toMatchObject({ held: true });
    await archive.releaseRun({ ...place, holder: 'b' });
  });

  test('is taken over where it is said so: who had it will want to hear, whatever its clock said', async () => {
    open = await kind.open();
    const { archive } = open;
    await archive.holdRun(lease('b', 1_005_000));
    await archive.tellRun({ ...place, holder: 'b', now: 1_005_000 }, 'looked');
    expect(await archive.holdRun({ ...lease('a', 1_000_000), over: true })).toEqual({ held: true, wanted: true });
    await archive.tellRun({ ...place, holder: 'b', now: 1_006_000 }, 'late');
    await archive.tellRun({ ...place, holder: 'a', now: 1_000_001 }, 'streamed');
    expect(await archive.toldRun('src', place.key, 1_005_000)).toMatchObject({
      holder: 'a',
      wantedAt: 1_000_000,
      at: 1_005_001,
      state: 'streamed',
    });
    // Nobody who holds it still wants to hear where its time was over, or where there was none.
    expect(await archive.holdRun({ ...lease('c', 1_900_000), over: true })).toEqual({ held: true, wanted: false });
  });

  test('another process takes part', async () => {
    open = await kind.open();
    const other = await open.another();
    if (!other) return;
    expect(await open.archive.holdRun(lease('a', 1_000_000))).toMatchObject({ held: true });
    expect(await other.holdRun(lease('b', 1_000_500))).toMatchObject({ held: false });
    await open.archive.tellRun({ ...place, holder: 'a', now: 1_000_600 }, 'state');
    expect(await other.toldRun('src', place.key, 0)).toMatchObject({ state: 'state', at: 1_000_600 });
    await open.archive.releaseRun({ ...place, holder: 'a' });
    expect(await other.holdRun(lease('b', 1_000_700))).toMatchObject({ held: true });
  });
});
