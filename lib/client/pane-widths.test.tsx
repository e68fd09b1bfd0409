import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const KEY = 'runlens-panes';

beforeEach(() => {
  vi.resetModules();
  window.localStorage.clear();
});
afterEach(() => vi.restoreAllMocks());

const load = () => import('./pane-widths.ts');

test('widths are kept by the browser and can be given up', async () => {
  const { setPaneWidth, usePaneWidths } = await load();
  const { result } = renderHook(usePaneWidths);
  expect(result.current).toEqual({});
  act(() => setPaneWidth('tree', 300));
  act(() => setPaneWidth('detail', 500));
  expect(result.current).toEqual({ tree: 300, detail: 500 });
  expect(JSON.parse(window.localStorage.getItem(KEY) ?? '')).toEqual({ tree: 300, detail: 500 });
  act(() => setPaneWidth('tree', null));
  expect(result.current).toEqual({ detail: 500 });
});

test('kept widths are read again, and what makes no sense is not', async () => {
  window.localStorage.setItem(KEY, '{"tree":260,"detail":"wide","other":1}');
  const { usePaneWidths } = await load();
  expect(renderHook(usePaneWidths).result.current).toEqual({ tree: 260 });
});

test.each(['not json', 'null', '[]', '{"tree":-4}'])('%s counts as nothing', async (text) => {
  window.localStorage.setItem(KEY, text);
  const { usePaneWidths } = await load();
  expect(renderHook(usePaneWidths).result.current).toEqual({});
});

test('another window can change them', async () => {
  const { usePaneWidths } = await load();
  const { result } = renderHook(usePaneWidths);
  window.localStorage.setItem(KEY, '{"tree":230}');
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key: KEY })));
  expect(result.current).toEqual({ tree: 230 });
});

test('a browser that keeps nothing has them for the page', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('full');
  });
  const { setPaneWidth, usePaneWidths } = await load();
  const { result } = renderHook(usePaneWidths);
  act(() => setPaneWidth('tree', 300));
  expect(result.current).toEqual({ tree: 300 });
});
