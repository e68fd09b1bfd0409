import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aRun } from '../../domain/domain-fixtures.ts';
import { FailureError } from '../../domain/failure.ts';
import { ms } from '../../domain/time.ts';
import { type FakeArchive, fakeArchive } from './fake-archive.ts';
import { indexRun } from './index-run.ts';
import { applyRetention, startRetention, stopRetention } from './retention.ts';

const { state } = vi.hoisted(() => ({ state: { archive: null as FakeArchive | null } }));
vi.mock('./the-archive.ts', () => ({ theArchive: async () => state.archive }));

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20, 12);

async function keep(id: string, daysAgo: number): Promise<void> {
  const at = ms(NOW - daysAgo * DAY);
  const run = aRun({ id, key: `thread_a.${id}`, createdAt: at, completedAt: at });
  const index = indexRun({ run, steps: null, messages: [], question: [], fileNames: [] }, NOW);
  await state.archive?.keepRuns([{ index, origin: 'import', objects: [], whole: true, capturedAt: NOW }]);
}
const left = () => ['old', 'new'].filter((id) => state.archive?.index('test', `thread_a.${id}`));

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  state.archive = fakeArchive();
  await keep('old', 31);
  await keep('new', 29);
});
afterEach(() => {
  stopRetention();
  vi.useRealTimers();
});

it('deletes what is older than so many days, and only that', async () => {
  expect(await applyRetention(30, NOW)).toBe(1);
  expect(left()).toEqual(['new']);
});

it('does so soon after the start and then once an hour, however often it is begun', async () => {
  const asked = vi.spyOn(state.archive as FakeArchive, 'deleteBefore');
  startRetention(30);
  startRetention(30);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(left()).toEqual(['new']);
  expect(asked).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3 * 3_600_000);
  expect(asked).toHaveBeenCalledTimes(4);
  stopRetention();
  await vi.advanceTimersByTimeAsync(3 * 3_600_000);
  expect(asked).toHaveBeenCalledTimes(4);
});

it('tries again later when the archive refuses, and has nothing to do without one', async () => {
  vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
  const refused = vi.spyOn(state.archive as FakeArchive, 'deleteBefore');
  refused.mockRejectedValueOnce(new FailureError({ code: 'archive_busy', message: 'Busy.' }));
  startRetention(30);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(left()).toEqual(['old', 'new']);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(left()).toEqual(['new']);
  state.archive = null;
  expect(await applyRetention(30, NOW)).toBe(0);
});
