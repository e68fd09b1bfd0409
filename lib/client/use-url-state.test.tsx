import { act, renderHook } from '@testing-library/react';
import { useSyncExternalStore } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useUrlState } from './use-url-state.ts';

/** The router: follows `history.replaceState` a moment later, as the real one does. */
const router = vi.hoisted(() => {
  const listeners = new Set<() => void>();
  return {
    listeners,
    query: '',
    follow() {
      router.query = window.location.search.slice(1);
      for (const listener of listeners) listener();
    },
  };
});

vi.mock('next/navigation', () => ({
  usePathname: () => '/runs/a/b',
  useSearchParams: () =>
    new URLSearchParams(
      useSyncExternalStore(
        (listener) => {
          router.listeners.add(listener);
          return () => router.listeners.delete(listener);
        },
        () => router.query,
      ),
    ),
}));

const parse = (query: URLSearchParams) => query.get('step') ?? 'none';
const format = (step: string) => (step === 'none' ? '' : `step=${step}`);
const useStep = () => useUrlState(parse, format);
const show = () => renderHook(useStep);

function beginAt(step: string): void {
  window.history.replaceState(null, '', `/runs/a/b?step=${step}#x`);
  router.query = `step=${step}`;
}

/** So many writes of the four that may come at once. */
function spend(writes: number): void {
  const { result, unmount } = show();
  for (let n = 0; n < writes; n++) act(() => result.current[1](`spent${n}`));
  unmount();
  beginAt('one');
}

let begun = 0;

beforeEach(() => {
  vi.useFakeTimers();
  // Long after what the tests before have written.
  vi.advanceTimersByTime(600_000 * ++begun);
  beginAt('one');
  spend(3);
});
afterEach(() => vi.useRealTimers());

test('shows and writes a change at once, and what follows soon a moment later, once for many', () => {
  const write = vi.spyOn(window.history, 'replaceState');
  const { result } = show();
  expect(result.current[0]).toBe('one');
  act(() => result.current[1]('two'));
  expect(window.location.search).toBe('?step=two');
  for (const step of ['three', 'five', 'four']) act(() => result.current[1](step));
  expect(result.current[0]).toBe('four');
  expect(window.location.search).toBe('?step=two');
  act(() => void vi.advanceTimersByTime(400));
  expect(write).toHaveBeenCalledTimes(2);
  expect(window.location.href).toContain('/runs/a/b?step=four#x');
  expect(result.current[0]).toBe('four');
  act(() => router.follow());
  expect(result.current[0]).toBe('four');
  write.mockRestore();
});

test('some changes after a rest are written as they come: whoever reloads at once finds the last of them', () => {
  vi.advanceTimersByTime(60_000);
  const { result } = show();
  for (const step of ['a', 'b', 'c', 'd']) {
    act(() => result.current[1](step));
    expect(window.location.search).toBe(`?step=${step}`);
  }
  act(() => result.current[1]('e'));
  expect(window.location.search).toBe('?step=d');
  // Never more than three a second over a longer time.
  const write = vi.spyOn(window.history, 'replaceState');
  for (let n = 0; n < 100; n++) {
    act(() => result.current[1](`n${n}`));
    act(() => void vi.advanceTimersByTime(70));
  }
  expect(write).toHaveBeenCalledTimes(20);
  write.mockRestore();
});

test('the default leaves no query behind', () => {
  const { result } = show();
  act(() => result.current[1]('none'));
  act(() => void vi.advanceTimersByTime(400));
  act(() => router.follow());
  expect(window.location.search).toBe('');
  expect(result.current[0]).toBe('none');
});

test('a change made before the router has followed the last one is kept', () => {
  const { result } = show();
  act(() => result.current[1]('two'));
  act(() => void vi.advanceTimersByTime(400));
  act(() => result.current[1]('three'));
  act(() => router.follow());
  expect(result.current[0]).toBe('three');
  act(() => void vi.advanceTimersByTime(400));
  act(() => router.follow());
  expect(result.current[0]).toBe('three');
  expect(window.location.search).toBe('?step=three');
});

test('a change made by who knew the state of a moment ago is no navigation', () => {
  const { result } = show();
  const known = result.current[1];
  act(() => known('two'));
  act(() => router.follow());
  act(() => known((before) => `${before} and three`));
  expect(result.current[0]).toBe('two and three');
  act(() => void vi.advanceTimersByTime(400));
  act(() => router.follow());
  expect(window.location.search).toBe('?step=two and three'.replaceAll(' ', '%20'));
  expect(result.current[0]).toBe('two and three');
});

test('many changes that come before the router has followed a written one are kept', () => {
  const { result } = show();
  act(() => result.current[1]('two'));
  for (let i = 0; i < 30; i++) act(() => result.current[1](`s${i}`));
  act(() => router.follow());
  expect(window.location.search).toBe('?step=two');
  expect(result.current[0]).toBe('s29');
  act(() => void vi.advanceTimersByTime(400));
  act(() => router.follow());
  expect(window.location.search).toBe('?step=s29');
  expect(result.current[0]).toBe('s29');
});

test('a navigation wins over what was set', () => {
  const { result } = show();
  act(() => result.current[1]('two'));
  window.history.replaceState(null, '', '/runs/a/b?step=elsewhere');
  act(() => router.follow());
  expect(result.current[0]).toBe('elsewhere');
  act(() => void vi.advanceTimersByTime(400));
  expect(window.location.search).toBe('?step=elsewhere');
  window.history.replaceState(null, '', '/runs/a/b?step=two');
  act(() => router.follow());
  expect(result.current[0]).toBe('two');
});

test('a change is written before the page is left by a link, and none while the next one is on its way', () => {
  const write = vi.spyOn(window.history, 'replaceState');
  const { result } = show();
  const link = document.createElement('a');
  link.href = '/runs/a/c';
  link.addEventListener('click', (event) => event.preventDefault());
  document.body.append(link);
  act(() => result.current[1]('first'));
  act(() => result.current[1]('two'));
  expect(window.location.search).toBe('?step=first');
  act(() => link.click());
  expect(write).toHaveBeenCalledTimes(2);
  expect(window.location.search).toBe('?step=two');
  act(() => result.current[1]('three'));
  act(() => void vi.advanceTimersByTime(5000));
  expect(write).toHaveBeenCalledTimes(2);
  act(() => void vi.advanceTimersByTime(11_000));
  expect(window.location.search).toBe('?step=three');
  link.remove();
  write.mockRestore();
});

test.each([
  ['of the same page', '/runs/a/b?step=nine', {}],
  ['to a file', '/api/runs/a/b/files/c', {}],
  ['in another tab', '/runs/a/c', { ctrlKey: true }],
  ['elsewhere', 'https://example.com/', {}],
])('a link %s leaves nothing', (_, href, keys) => {
  const { result } = show();
  const link = document.createElement('a');
  link.href = href;
  link.addEventListener('click', (event) => event.preventDefault());
  document.body.append(link);
  act(() => result.current[1]('first'));
  act(() => result.current[1]('two'));
  act(() => void link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys })));
  expect(window.location.search).toBe('?step=first');
  act(() => void vi.advanceTimersByTime(400));
  expect(window.location.search).toBe('?step=two');
  link.remove();
});

test('functions of what was set follow each other, also before anything is drawn again', () => {
  const { result } = show();
  act(() => {
    result.current[1]((before) => `${before}-a`);
    result.current[1]((before) => `${before}-b`);
  });
  expect(result.current[0]).toBe('one-a-b');
});
