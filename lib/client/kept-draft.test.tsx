import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hasDraft, useDraft } from './kept-draft.ts';

const parse = (kept: unknown) => (typeof kept === 'string' ? kept : null);
const draft = (name: string) => renderHook(() => useDraft<string>(name, parse, 'nothing yet'));

beforeEach(() => window.sessionStorage.clear());
afterEach(() => vi.restoreAllMocks());

test('what was typed is there again after the page was left, until it is dropped', () => {
  const first = draft('a');
  expect(first.result.current[0]).toBe('nothing yet');
  expect(hasDraft('a')).toBe(false);
  act(() => first.result.current[1]('typed'));
  first.unmount();
  expect(hasDraft('a')).toBe(true);
  const again = draft('a');
  expect(again.result.current[0]).toBe('typed');
  act(() => again.result.current[2]());
  again.unmount();
  expect(hasDraft('a')).toBe(false);
  expect(draft('a').result.current[0]).toBe('nothing yet');
});

test('drafts do not mix, and what is not ours is not believed', () => {
  const mine = draft('a');
  act(() => mine.result.current[1]('mine'));
  expect(draft('b').result.current[0]).toBe('nothing yet');
  window.sessionStorage.setItem('runlens draft b', '{"half');
  expect(draft('b').result.current[0]).toBe('nothing yet');
  window.sessionStorage.setItem('runlens draft b', '7');
  expect(draft('b').result.current[0]).toBe('nothing yet');
});

test('a browser that keeps nothing keeps the draft for the page', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const one = draft('a');
  act(() => one.result.current[1]('typed'));
  expect(one.result.current[0]).toBe('typed');
});
