import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useRowSelection } from './row-selection.ts';

const ROWS = ['a', 'b', 'c', 'd', 'e'];

function select(most = 100, order: string[] = ROWS) {
  const onMost = vi.fn();
  const hook = renderHook(({ rows }) => useRowSelection(rows, most, onMost), { initialProps: { rows: order } });
  const chosen = () => [...hook.result.current.ids].toSorted((a, b) => a.localeCompare(b)).join('');
  const toggle = (id: string, range?: boolean) => act(() => hook.result.current.toggle(id, range));
  return { hook, chosen, toggle, onMost };
}

test('a range becomes as its last row becomes, in both directions', () => {
  const { chosen, toggle } = select();
  toggle('d');
  toggle('b', true);
  expect(chosen()).toBe('bcd');
  toggle('c', true);
  expect(chosen()).toBe('d');
  toggle('e', true);
  expect(chosen()).toBe('cde');
});

test('a range without a beginning is one row', () => {
  const { chosen, toggle } = select();
  toggle('c', true);
  expect(chosen()).toBe('c');
});

test('no more than the most are selected, and that is said', () => {
  const { hook, chosen, onMost } = select(3);
  act(() => hook.result.current.toggleAll(ROWS));
  expect(chosen()).toBe('abc');
  expect(onMost).toHaveBeenCalledOnce();
  act(() => hook.result.current.toggleAll(['a', 'b']));
  expect(chosen()).toBe('c');
});

test('rows that leave the list stay selected', () => {
  const { hook, chosen, toggle } = select();
  toggle('a');
  hook.rerender({ rows: ['c', 'd'] });
  toggle('d', true);
  expect(chosen()).toBe('ad');
  act(() => hook.result.current.clear());
  expect(chosen()).toBe('');
});
