import { expect, it } from 'vitest';
import { LONGEST_EVENT, readEvents, TOO_LONG } from './read-events.ts';

const { signal } = new AbortController();

async function read(text: string): Promise<unknown[]> {
  const answer = new Response(text);
  const found: unknown[] = [];
  for await (const event of readEvents(answer, 'Production', signal, () => undefined)) found.push(event);
  return found;
}

it('an event over 1 MB is not read; the stream goes on and says so', async () => {
  expect(LONGEST_EVENT).toBeLessThanOrEqual(1_000_000);
  const long = `event: a\ndata: "${'x'.repeat(LONGEST_EVENT)}"\n\n`;
  expect(await read(`event: a\ndata: 1\n\n${long}event: a\ndata: 2\n\n`)).toEqual([
    { event: 'a', data: '1' },
    TOO_LONG,
    { event: 'a', data: '2' },
  ]);
});

it('an event of just 1 MB is read', async () => {
  const data = 'x'.repeat(LONGEST_EVENT - 'data: \n\n'.length);
  expect(await read(`data: ${data}\n\n`)).toEqual([{ event: null, data }]);
});

it('a stream that ends within an event that is too long has broken off', async () => {
  await expect(read(`data: ${'x'.repeat(LONGEST_EVENT * 2)}`)).rejects.toMatchObject({
    failure: { code: 'upstream_invalid' },
  });
});
