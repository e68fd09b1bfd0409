import { expect, test } from 'vitest';
import { type NumberedEvent, EventRing } from './event-ring.ts';
import { ViewerQueue } from './viewer-queue.ts';

const { signal } = new AbortController();
const frame = (data: string) => ({ id: null, event: 'x', data });
const soon = () => Date.now() + 60_000;

test('a queue gives what waits, and waits for what comes', async () => {
  const queue = new ViewerQueue();
  queue.push(frame('1'));
  queue.push(frame('2'));
  expect(await queue.next(soon(), signal)).toEqual({ frames: [frame('1'), frame('2')], behind: false });
  const next = queue.next(soon(), signal);
  queue.push(frame('3'));
  expect((await next).frames).toEqual([frame('3')]);
});

test('a viewer who takes nothing costs no more than the limit, and is told that it is behind', async () => {
  const queue = new ViewerQueue();
  const long = 'x'.repeat(1024 * 1024);
  for (let i = 0; i < 100; i++) queue.push(frame(long));
  expect(await queue.next(soon(), signal)).toEqual({ frames: [], behind: true });
  for (let i = 0; i < 5_000; i++) queue.push(frame(''));
  expect((await queue.next(soon(), signal)).behind).toBe(true);
  queue.push(frame('again'));
  expect(await queue.next(soon(), signal)).toEqual({ frames: [frame('again')], behind: false });
});

test('waiting ends when the viewer leaves or the time is over', async () => {
  const leave = new AbortController();
  const waiting = new ViewerQueue().next(soon(), leave.signal);
  leave.abort();
  expect(await waiting).toEqual({ frames: [], behind: false });
  expect(await new ViewerQueue().next(Date.now() - 1, signal)).toEqual({ frames: [], behind: false });
});

const numbered = (seq: number, data = ''): NumberedEvent => ({ seq, type: 'run_changed', data });

test('a ring remembers the last events and knows what it has forgotten', () => {
  const ring = new EventRing(10);
  expect(ring.after(10)).toEqual([]);
  expect(ring.after(9)).toBeNull();
  for (let seq = 11; seq <= 2_010; seq++) ring.push(numbered(seq));
  expect(ring.after(2_008)?.map(({ seq }) => seq)).toEqual([2_009, 2_010]);
  expect(ring.after(1_010)).toHaveLength(1_000);
  expect(ring.after(1_009)).toBeNull();
  ring.push(numbered(2_011, 'x'.repeat(3 * 1024 * 1024)));
  expect(ring.after(2_010)).toBeNull();
  expect(ring.after(2_011)).toEqual([]);
});
