import { expect, it } from 'vitest';
import { keptRow } from './kept-row.ts';

const KEPT = {
  source: 'file',
  text: null,
  assistantName: null,
  origin: 'import' as const,
  whole: false,
  capturedAt: 9,
  goneAt: null,
  summary: null,
};

it('is a run of which only pieces are there, with its ids', async () => {
  const row = await keptRow({ ...KEPT, key: 'thread_1.run_1' });
  expect(row).toMatchObject({ key: 'thread_1.run_1', id: 'run_1', threadId: 'thread_1', piecesOnly: true });
});

it('is a run whose thread nobody told of, so that it does not take the list with it', async () => {
  const row = await keptRow({ ...KEPT, key: 'run_1' });
  expect(row).toMatchObject({ key: 'run_1', id: 'run_1', threadId: null, piecesOnly: true });
});

it('is a run whose JSON is damaged, with its ids', async () => {
  const row = await keptRow({ ...KEPT, key: 'thread_1.run_1', text: '{"id":' });
  expect(row).toMatchObject({ id: 'run_1', threadId: 'thread_1' });
});

it('of an imported run that had not ended nothing more will be heard; of one that had there is nothing to hear', async () => {
  const text = (status: string) => JSON.stringify({ id: 'run_1', object: 'thread.run', created_at: 1, status });
  const row = (status: string) => keptRow({ ...KEPT, key: 'thread_1.run_1', text: text(status) });
  expect((await row('in_progress')).left).toBe(true);
  expect((await row('completed')).left).toBeUndefined();
});
