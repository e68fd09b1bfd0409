import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layOut } from '../ui/test-layout.ts';
import type { TreeItem } from './tree-item.ts';
import { VirtualTree } from './virtual-tree.tsx';

let takeBack = () => {};
beforeEach(() => {
  takeBack = layOut(280);
});
afterEach(() => takeBack());

const items = Array.from({ length: 400 }, (_, i): TreeItem => {
  return { id: `row ${i}`, level: 1, expanded: null, position: i + 1, setSize: 400 };
});
const row = {
  height: () => 28,
  narrow: () => 53,
  at: (index: number) => `${index}`,
  name: (index: number) => `row ${index}`,
  look: () => '',
  render: () => null,
};
const on = { onSelect: () => {}, onFold: () => {}, onOpen: () => {} };

function Rows({ active }: { active: string }) {
  const scroller = { element: document.body, margin: 0, padding: 0, reveal: 'at-once' as const };
  return <VirtualTree label="Rows" items={items} active={active} row={row} on={on} scroller={scroller} />;
}

const named = (name: string) => screen.getByRole('treeitem', { name });

test('the focus goes along with what the page selects, and stays elsewhere where it was', () => {
  const { rerender } = render(<Rows active="row 1" />);
  rerender(<Rows active="row 2" />);
  expect(document.body).toHaveFocus();
  act(() => named('row 2').focus());
  rerender(<Rows active="row 300" />);
  expect(named('row 300')).toHaveFocus();
  act(() => named('row 300').blur());
  rerender(<Rows active="row 301" />);
  expect(document.body).toHaveFocus();
});
