import { afterEach, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { endAll } from '../ending/ending.ts';
import type { Source } from '../upstream/sources.ts';
import { fakeSource } from './fake-source.ts';
import { restartWalk, walkState } from './walk-source.ts';

const sources: Source[] = [];
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));
const turns = new Map<string, number>();
vi.mock('../archiving/the-archive.ts', () => ({
  theArchive: async () => ({
    takeTurn: async (name: string, ms: number) => Boolean(turns.set(name, ms)),
    endTurn: async (name: string) => turns.delete(name),
  }),
}));
vi.mock('../archiving/recorder.ts', () => ({ recorder: async () => null }));

afterEach(() => vi.useRealTimers());

it('a process that ends stops its walks and gives their turns back', async () => {
  const { source } = fakeSource('slow', {});
  source.reader.listThreads = (_page, signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  sources.push(source);
  restartWalk('slow');
  await vi.waitFor(() => expect([...turns.keys()]).toEqual(['walk slow']));
  await endAll('work');
  expect([...turns.keys()]).toEqual([]);
  expect(walkState('slow').state).toBe('stopped');
});

it('a walk takes its turn again as long as it goes on, so that one that breaks down keeps nobody waiting', async () => {
  vi.useFakeTimers();
  const { source } = fakeSource('long', {});
  const listed = Promise.withResolvers<{ items: []; nextCursor: null; total: null }>();
  source.reader.listThreads = () => listed.promise;
  sources.push(source);
  restartWalk('long');
  await vi.waitFor(() => expect(turns.get('walk long')).toBeLessThanOrEqual(30_000));
  turns.set('walk long', 0);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(turns.get('walk long')).toBeGreaterThan(15_000);
  listed.resolve({ items: [], nextCursor: null, total: null });
  await vi.waitFor(() => expect(turns.size).toBe(0));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(turns.size).toBe(0);
});
