import { expect, test } from 'vitest';
import { indexOfItem, survivor, type TreeItem, treeMove } from './tree-item.ts';

const item = (id: string, level: number, expanded: boolean | null = null, inert?: true): TreeItem => ({
  id,
  level,
  expanded,
  position: 1,
  setSize: 1,
  ...(inert ? { inert } : {}),
});
test('a row is found in lists of any length, and not where it is in another', () => {
  const many = Array.from({ length: 50_000 }, (_, i) => ({ id: `step_${i}` }));
  for (const at of [0, 499, 500, 501, 49_999]) expect(indexOfItem(many, `step_${at}`)).toBe(at);
  expect(indexOfItem(many, 'step_50000')).toBe(-1);
  expect(indexOfItem(many, undefined)).toBe(-1);
  expect(indexOfItem(many.slice(1), 'step_49999')).toBe(49_998);
  expect(indexOfItem([], 'a')).toBe(-1);
});

const items = [
  item('run', 1, true),
  item('a', 2, true),
  item('a0', 3),
  item('a1', 3),
  item('b', 2, false),
  item('gap', 2, null, true),
  item('c', 2),
];
const to = (at: number, key: string) => {
  const move = treeMove(items, at, key, 3);
  return move && `${move.type} ${items[move.index]?.id}${move.type === 'fold' ? ` ${move.expanded}` : ''}`;
};

test('up and down, past rows that cannot be selected', () => {
  expect([to(1, 'ArrowDown'), to(4, 'ArrowDown'), to(6, 'ArrowUp')]).toEqual(['go a0', 'go c', 'go b']);
  expect([to(6, 'ArrowDown'), to(0, 'ArrowUp')]).toEqual([null, null]);
});

test('first, last, and a page at a time', () => {
  expect([to(3, 'Home'), to(1, 'End'), to(0, 'PageDown'), to(6, 'PageUp'), to(0, 'Home')]).toEqual([
    'go run',
    'go c',
    'go a1',
    'go a1',
    null,
  ]);
});

test('right unfolds, then goes to the first child; left folds, then goes to the parent', () => {
  expect([to(4, 'ArrowRight'), to(1, 'ArrowRight'), to(2, 'ArrowRight')]).toEqual(['fold b true', 'go a0', null]);
  expect([to(1, 'ArrowLeft'), to(3, 'ArrowLeft'), to(4, 'ArrowLeft'), to(6, 'ArrowLeft')]).toEqual([
    'fold a false',
    'go a',
    'go run',
    'go run',
  ]);
  expect(to(0, 'ArrowLeft')).toBeNull();
});

test('Enter opens, other keys do nothing', () => {
  expect([to(2, 'Enter'), to(2, 'x'), treeMove([], 0, 'End', 3)]).toEqual(['open a0', null, null]);
});

test('a row that has gone is followed by the nearest one above it', () => {
  const folded = items.filter(({ level }) => level < 3);
  expect(survivor(items, 3, folded)).toBe(1);
  expect(survivor(items, 4, folded)).toBeNull();
  expect(survivor(items, 3, [])).toBeNull();
  expect(survivor(items, 99, folded)).toBeNull();
});
