import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { aMessage, aRun } from '../domain/domain-fixtures.ts';
import { ms } from '../domain/time.ts';
import { threadTailQuery } from './run-thread-queries.ts';
import { ownerAccess } from './trace-access.ts';

const access = ownerAccess('s', 'thread_a.run_a');
const run = aRun({ createdAt: ms(1_000_000) });

/** A thread with a message a second, newest first: answers by other runs, and one question at `question`. */
function thread(question: number): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    const from = Number(new URLSearchParams(path.split('?')[1]).get('cursor') ?? 0);
    const items = Array.from({ length: 100 }, (_, i) => {
      const place = from + i;
      const role = place === question ? 'user' : 'assistant';
      return aMessage({ id: `m${place}`, role, runId: 'run_other', createdAt: ms(999_000 - place * 1000) });
    });
    return Response.json({ items, nextCursor: String(from + 100), total: null });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test('reads back to the question and no further', async () => {
  const asked = thread(120);
  const found = await new QueryClient().fetchQuery(threadTailQuery(access, run));
  expect(asked).toEqual([
    '/api/threads/s/thread_a/messages?order=desc&limit=100',
    '/api/threads/s/thread_a/messages?order=desc&limit=100&cursor=100',
  ]);
  expect([found.messages.length, found.more]).toEqual([200, true]);
});

test('gives up after five pages', async () => {
  const asked = thread(100_000);
  const found = await new QueryClient().fetchQuery(threadTailQuery(access, run));
  expect(asked).toHaveLength(5);
  expect(found.more).toBe(true);
});

test('asks for nothing where there is no thread or it may not be seen', () => {
  expect(threadTailQuery(access, aRun({ threadId: null })).enabled).toBe(false);
  expect(threadTailQuery({ ...access, threadMessagesPath: null }, run).enabled).toBe(false);
});
