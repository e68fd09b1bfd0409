import { expect, test } from 'vitest';
import { makeSlots } from './slots.ts';

function gate() {
  let open: () => void = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open: () => open() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('never more than two at a time, in the order of asking', async () => {
  const slots = makeSlots(2);
  const gates = Array.from({ length: 5 }, gate);
  const begun: number[] = [];
  let now = 0;
  let most = 0;
  const all = gates.map((each, i) =>
    slots(async () => {
      begun.push(i);
      most = Math.max(most, ++now);
      await each.promise;
      now -= 1;
      return i;
    }, new AbortController().signal),
  );
  await settle();
  expect(begun).toEqual([0, 1]);
  gates[1]?.open();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  for (const each of gates) each.open();
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

test('work that is cancelled while it waits never begins', async () => {
  const slots = makeSlots(1);
  const first = gate();
  const one = slots(() => first.promise, new AbortController().signal);
  const abort = new AbortController();
  let begun = false;
  const two = slots(async () => {
    begun = true;
  }, abort.signal);
  abort.abort(new Error('scrolled away'));
  await expect(two).rejects.toThrow('scrolled away');
  first.open();
  await one;
  await settle();
  expect(begun).toBe(false);
});

test('a failure frees its place', async () => {
  const slots = makeSlots(1);
  const failed = slots(() => Promise.reject(new Error('no')), new AbortController().signal);
  const next = slots(() => Promise.resolve('yes'), new AbortController().signal);
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('a signal that is aborted before asking begins nothing', async () => {
  const slots = makeSlots(1);
  await expect(slots(() => Promise.resolve(1), AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
  expect(await slots(() => Promise.resolve(2), new AbortController().signal)).toBe(2);
});
