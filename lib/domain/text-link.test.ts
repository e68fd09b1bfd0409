import { expect, it } from 'vitest';
import { linkInCall, linkOfCall, type TextLink } from './text-link.ts';

const link = (out: string | null): TextLink => ({ out, line: { from: 1, to: 2 }, hash: null, path: null });

it('names a place in one of several calls and finds it again', () => {
  for (const out of [null, '1', 'arguments']) {
    for (const place of [0, 3]) {
      const named = linkOfCall(link(out), place, false);
      expect(linkInCall(named, place, false)).toEqual(link(out));
      expect(linkInCall(named, place + 1, false)).toBeNull();
    }
  }
  expect(linkOfCall(link('1'), 3, false)?.out).toBe('3.1');
});

it('leaves the link of a lone call as it is, and gives one without a call to the first', () => {
  expect(linkOfCall(link('1'), 0, true)).toEqual(link('1'));
  expect(linkInCall(link('1'), 0, true)).toEqual(link('1'));
  expect(linkInCall(link(null), 0, false)).toEqual(link(null));
  expect(linkInCall(link(null), 1, false)).toBeNull();
  expect(linkInCall(null, 0, false)).toBeNull();
});
