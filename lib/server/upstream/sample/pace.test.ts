import { expect, test } from 'vitest';
import { createSampleHandler } from './handler.ts';

test('all threads and their runs are read within half a second, a second list within milliseconds', async () => {
  const handler = createSampleHandler({ now: () => Date.parse('2026-11-21T15:30:00Z') });
  const read = async (path: string) => {
    const response = await handler(new Request(`http://sample.invalid/v1${path}`));
    return (await response.json()) as { data: { id: string }[] };
  };
  const began = performance.now();
  const { data: threads } = await read('/threads?limit=100');
  for (const thread of threads) await read(`/threads/${thread.id}/runs?limit=100`);
  expect(performance.now() - began).toBeLessThan(500);
  const again = performance.now();
  await read('/threads?limit=100');
  expect(performance.now() - again).toBeLessThan(50);
});
