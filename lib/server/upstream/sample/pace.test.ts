import { expect, test } from 'vitest';
import { createSampleHandler } from './handler.ts';

test('all threads and their runs cost less than half a second, another list a few milliseconds', async () => {
  const handler = createSampleHandler({ now: () => Date.parse('2026-11-21T15:30:00Z') });
  const read = async (path: string) => {
    const response = await handler(new Request(`http://sample.invalid/v1${path}`));
    return (await response.json()) as { data: { id: string }[] };
  };
  // Processor time of this thread: other tests run beside this one.
  const spent = (since?: NodeJS.CpuUsage) => process.threadCpuUsage(since);
  const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;
  const began = spent();
  const { data: threads } = await read('/threads?limit=100');
  for (const thread of threads) await read(`/threads/${thread.id}/runs?limit=100`);
  expect(milliseconds(spent(began))).toBeLessThan(500);
  const again = spent();
  await read('/threads?limit=100');
  expect(milliseconds(spent(again))).toBeLessThan(50);
});
