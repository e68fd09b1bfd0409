import { fireEvent, render, screen } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { expect, it, vi } from 'vitest';
import { Within } from '../ui/disclosure.tsx';
import { DisclosureContext } from '../ui/disclosure-context.ts';
import { layOut } from '../ui/test-layout.ts';
import { JsonText } from './json-text.tsx';
import { JsonTree } from './json-tree.tsx';
import { NodeTree } from './node-tree.tsx';
import { nodeOfValue } from './json-node.ts';

const items = () => screen.getAllByRole('treeitem').map((item) => item.textContent);
const VALUE = { a: { b: { c: [{ d: 1 }] } }, z: 2 };

/** Keeps what is told as an address would; `refuse` keeps nothing. */
function Told({
  opened: first = {},
  refuse = false,
  onTell = () => undefined,
  children,
}: {
  opened?: Record<string, string>;
  refuse?: boolean;
  onTell?: (name: string, value: string | null) => void;
  children: ReactNode;
}) {
  const [opened, setOpened] = useState<ReadonlyMap<string, string>>(new Map(Object.entries(first)));
  const tell = (name: string, change: (before: ReadonlyMap<string, string>) => ReadonlyMap<string, string>) => {
    onTell(name, change(opened).get(name) ?? null);
    if (!refuse) setOpened(change);
  };
  return <DisclosureContext value={{ opened, tell }}>{children}</DisclosureContext>;
}

it('tells what is folded, and opens as it was told', () => {
  const onTell = vi.fn();
  const { unmount } = render(
    <Told onTell={onTell}>
      <Within name="call2">
        <JsonTree value={VALUE} label="Output" />
      </Within>
    </Told>,
  );
  fireEvent.click(screen.getByText('b'));
  expect(onTell).toHaveBeenLastCalledWith('tree.call2.output', '-$.a.b');
  const before = items();
  expect(before).toEqual(['{', 'a: {', 'b: {1 key}', 'z: 2']);
  unmount();
  render(
    <Told opened={{ 'tree.call2.output': '-$.a.b' }}>
      <Within name="call2">
        <JsonTree value={VALUE} label="Output" />
      </Within>
    </Told>,
  );
  expect(items()).toEqual(before);
});

it('tells nothing where the tree is again as it opens by itself', () => {
  const onTell = vi.fn();
  render(
    <Told onTell={onTell}>
      <JsonTree value={VALUE} label="Output" />
    </Told>,
  );
  fireEvent.click(screen.getByText('b'));
  fireEvent.click(screen.getByText('b'));
  expect(onTell).toHaveBeenLastCalledWith('tree.output', null);
});

it('folds thousands at once in one word', () => {
  const undo = layOut(600);
  const onTell = vi.fn();
  const value = { list: Array.from({ length: 3000 }, (_, id) => ({ id, of: { id } })) };
  render(
    <Told onTell={onTell}>
      <JsonTree value={value} label="Output" />
    </Told>,
  );
  fireEvent.click(screen.getByText('list'), { altKey: true });
  expect(onTell).toHaveBeenLastCalledWith('tree.output', '$.list.*');
  fireEvent.keyDown(screen.getByRole('tree'), { key: 'ArrowLeft', altKey: true });
  expect(onTell).toHaveBeenLastCalledWith('tree.output', '-$.list.*');
  undo();
});

it('keeps what is not told, and takes what another address says', () => {
  const tree = <JsonTree value={VALUE} label="Output" />;
  const { rerender } = render(<Told refuse>{tree}</Told>);
  fireEvent.click(screen.getByText('a'));
  expect(items()).toEqual(['{', 'a: {1 key},', 'z: 2']);
  const said = (text: string) => (
    <DisclosureContext value={{ opened: new Map([['tree.output', text]]), tell: () => undefined }}>
      {tree}
    </DisclosureContext>
  );
  rerender(said('-$.a.b'));
  expect(items()).toEqual(['{', 'a: {', 'b: {1 key}', 'z: 2']);
  rerender(said('-$'));
  expect(items()).toEqual(['{2 keys z: 2}']);
});

it('keeps folds by their paths while a text grows', () => {
  const grown = { ...VALUE, more: { x: 1 } };
  const { rerender } = render(<NodeTree root={nodeOfValue(VALUE)} label="Output" />);
  fireEvent.click(screen.getByText('a'));
  rerender(<NodeTree root={nodeOfValue(grown)} label="Output" />);
  expect(items()).toEqual(['{', 'a: {1 key},', 'z: 2,', 'more: {', 'x: 1']);
});

it('what a link opened stays open when another place is chosen', () => {
  const onTell = vi.fn();
  render(
    <Told opened={{ 'tree.output': '-$.a.*' }} onTell={onTell}>
      <JsonTree value={VALUE} label="Output" selectedPath="$.a.b.c" onSelectPath={() => undefined} />
    </Told>,
  );
  expect(items()).toEqual(['{', 'a: {', 'b: {', 'c: [1 item]', 'z: 2']);
  fireEvent.click(screen.getByText('z'));
  expect(onTell).toHaveBeenLastCalledWith('tree.output', '-$.a.*,$.a,$.a.b');
});

it('long strings open as they were told', () => {
  const text = 'first line\nsecond line';
  const { container } = render(
    <Told opened={{ 'tree.output': '$.text,$.n' }}>
      <JsonTree value={{ text, n: 7 }} label="Output" />
    </Told>,
  );
  expect(container).toHaveTextContent('first line second line');
  expect(container).not.toHaveTextContent(String.raw`\n`);
});

it('asks for the whole of a cut text in which something is folded', () => {
  const onLoadWhole = vi.fn();
  render(
    <Told opened={{ 'tree.arguments': '-$.a' }}>
      <JsonText text={'{"a": {"b"'} label="Arguments" truncated onLoadWhole={onLoadWhole} />
    </Told>,
  );
  expect(onLoadWhole).toHaveBeenCalledOnce();
});

it('a row of a folded object is four elements', () => {
  const value = Array.from({ length: 90 }, (_, id) => ({ id, deep: { list: [{ id }] } }));
  const { container } = render(
    <Told opened={{ 'tree.output': '-$.*,$' }}>
      <JsonTree value={value} label="Output" />
    </Told>,
  );
  expect(items()[1]).toBe('{2 keys id: 0},');
  expect(container.querySelectorAll('*').length).toBeLessThan(90 * 4);
});

it('tells which row is chosen, and chooses it again without bringing it into view', () => {
  const onTell = vi.fn();
  const scrolled = vi.fn();
  Element.prototype.scrollIntoView = scrolled;
  const tree = <JsonTree value={VALUE} label="Output" />;
  const { unmount } = render(<Told onTell={onTell}>{tree}</Told>);
  fireEvent.click(screen.getByText('z'));
  expect(onTell).toHaveBeenLastCalledWith('path.output', '$.z');
  expect(scrolled).toHaveBeenCalled();
  expect(screen.getByRole('treeitem', { selected: true })).toHaveTextContent('z: 2');
  unmount();
  scrolled.mockClear();
  render(<Told opened={{ 'path.output': '$.z' }}>{tree}</Told>);
  expect(screen.getByRole('treeitem', { selected: true })).toHaveTextContent('z: 2');
  expect(scrolled).not.toHaveBeenCalled();
});

it('chooses also where nothing can be told, and nothing where the told row is not there', () => {
  const tree = <JsonTree value={VALUE} label="Output" />;
  const { unmount } = render(<Told refuse>{tree}</Told>);
  fireEvent.click(screen.getByText('z'));
  expect(screen.getByRole('treeitem', { selected: true })).toHaveTextContent('z: 2');
  unmount();
  const { container } = render(<Told opened={{ 'path.output': '$.gone' }}>{tree}</Told>);
  expect(screen.queryByRole('treeitem', { selected: true })).toBeNull();
  expect(container).not.toHaveTextContent('There is no');
});
