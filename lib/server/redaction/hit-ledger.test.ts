import { expect, it } from 'vitest';
import { message, redact } from './redaction-fixture.ts';

it('hits are listed page by page, each of them once, and those far in can be left in as well', async () => {
  const one = (i: number) => `mail${i}@example.com`;
  const text = Array.from({ length: 4_500 }, (_, i) => one(i)).join(' ');
  const objects = [message(text), { ...message('last@example.com'), id: 'msg_2' }];
  const pages = await Promise.all([0, 2_000, 4_000].map((from) => redact(objects, {}, [], from)));
  expect(pages.map(({ hits, total }) => [hits.length, total])).toEqual([
    [2_000, 4_501],
    [2_000, 4_501],
    [501, 4_501],
  ]);
  const hits = pages.flatMap((page) => page.hits);
  expect(hits.map((hit) => hit.text)).toEqual([...Array.from({ length: 4_500 }, (_, i) => one(i)), 'last@example.com']);
  expect(new Set(hits.map(({ id }) => id)).size).toBe(4_501);
  const far = hits.slice(4_200, 4_201);
  const again = await redact(objects, { except: far.map(({ id }) => id) }, [], 4_000);
  expect(again.hits.filter(({ on }) => !on).map((hit) => hit.text)).toEqual([one(4_200)]);
  expect(again.objects[0]?.text).toContain(one(4_200));
  expect(again.objects[0]?.text).not.toContain(one(4_201));
});
