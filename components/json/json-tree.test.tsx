import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { layOut } from '../ui/test-layout.ts';
import { JsonTree } from './json-tree.tsx';

let undo = () => {};
afterEach(() => undo());

const VALUE = { segments: ['starter', 'team'], labels: [{ key: 'a', accounts: 1870 }], trial: false };
const items = () => screen.getAllByRole('treeitem').map((item) => item.textContent);
const chosen = () => screen.getByRole('treeitem', { selected: true });

describe('JsonTree', () => {
  it('shows keys, values and counts', () => {
    render(<JsonTree value={VALUE} label="Arguments" />);
    expect(screen.getByRole('tree', { name: 'Arguments' })).toBeInTheDocument();
    expect(items()).toEqual([
      '{',
      'segments: ["starter", "team"],',
      'labels: [1 item',
      '{',
      'key: "a",',
      'accounts: 1870',
      'trial: false',
    ]);
  });

  it('is walked and folded by keyboard from one tab stop', async () => {
    const user = userEvent.setup();
    render(<JsonTree value={VALUE} label="Arguments" />);
    await user.tab();
    const tree = screen.getByRole('tree');
    expect(tree).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(chosen()).toHaveTextContent('{');
    expect(tree).toHaveAttribute('aria-activedescendant', chosen().id);
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(chosen()).toHaveTextContent('labels');
    expect(chosen()).toHaveAttribute('aria-expanded', 'true');
    expect(chosen()).toHaveAttribute('aria-level', '2');
    expect(chosen()).toHaveAttribute('aria-posinset', '2');
    expect(chosen()).toHaveAttribute('aria-setsize', '3');
    await user.keyboard('{ArrowLeft}');
    expect(chosen()).toHaveTextContent('labels: [1 item],');
    expect(items()).toHaveLength(4);
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(chosen()).toHaveAttribute('aria-level', '3');
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(chosen()).toHaveTextContent('labels');
    await user.keyboard('{End}');
    expect(chosen()).toHaveTextContent('trial: false');
    await user.keyboard('{Home}{Enter}');
    expect(items()).toEqual(['{3 keys trial: false}']);
  });

  it('folds everything below with Alt', () => {
    render(<JsonTree value={{ a: { b: { c: [{ d: 1 }] } } }} label="Value" />);
    fireEvent.click(screen.getByText('a'), { altKey: true });
    fireEvent.click(screen.getByText('a'));
    expect(items()).toEqual(['{', 'a: {', 'b: {1 key}']);
    fireEvent.click(screen.getByText('a'));
    fireEvent.click(screen.getByText('a'), { altKey: true });
    expect(items()).toEqual(['{', 'a: {', 'b: {', 'c: [1 item', '{', 'd: 1']);
  });

  it('copies path and value of the chosen row', async () => {
    const user = userEvent.setup();
    render(<JsonTree value={VALUE} label="Arguments" />);
    await user.click(screen.getByText('key'));
    expect(screen.getByText('$.labels[0].key')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Copy path' }));
    expect(await navigator.clipboard.readText()).toBe('$.labels[0].key');
    await user.click(screen.getByRole('button', { name: 'Copy value' }));
    expect(await navigator.clipboard.readText()).toBe('a');
    expect(await screen.findByText('Value copied')).toBeInTheDocument();
  });

  it('says that a large value is being copied, and copies it whole', async () => {
    const user = userEvent.setup();
    const value = Array.from({ length: 40_000 }, (_, id) => ({ id, name: `row ${id} of a long list of many` }));
    undo = layOut(600);
    render(<JsonTree value={value} label="Value" />);
    fireEvent.click(document.querySelector('[role="treeitem"]') ?? document.body);
    // Every look at the clock is late, so that no value is written at once.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
    fireEvent.click(screen.getByRole('button', { name: 'Copy value' }));
    expect(screen.getByText('Copying')).toBeInTheDocument();
    vi.restoreAllMocks();
    expect(await screen.findByText('Value copied', {}, { timeout: 10_000 })).toBeInTheDocument();
    const copied = await navigator.clipboard.readText();
    expect(copied === JSON.stringify(value, null, 2)).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Copy path' }));
    expect(await navigator.clipboard.readText()).toBe('$');
  });

  it('opens at a path and tells which row is chosen', async () => {
    undo = layOut(600);
    const user = userEvent.setup();
    const onSelectPath = vi.fn<(path: string) => void>();
    const deep = { a: Array.from({ length: 3000 }, (_, i) => ({ n: { id: i } })) };
    const { rerender } = render(
      <JsonTree value={deep} label="Value" selectedPath="$.a[7].n.id" onSelectPath={onSelectPath} />,
    );
    expect(chosen()).toHaveTextContent('id: 7');
    expect(screen.getByText('$.a[7].n.id')).toBeInTheDocument();
    expect(onSelectPath).not.toHaveBeenCalled();
    await user.click(chosen());
    expect(onSelectPath).toHaveBeenLastCalledWith('$.a[7].n.id');
    await user.click(screen.getByRole('tree'));
    await user.keyboard('{ArrowUp}');
    expect(onSelectPath).toHaveBeenLastCalledWith('$.a[7].n');
    rerender(<JsonTree value={deep} label="Value" selectedPath="$.a[1]" onSelectPath={onSelectPath} />);
    expect(chosen()).toHaveAttribute('aria-level', '3');
    rerender(<JsonTree value={deep} label="Value" selectedPath="$.gone" onSelectPath={onSelectPath} />);
    expect(screen.getByText('There is no $.gone in this JSON.')).toBeInTheDocument();
    rerender(<JsonTree value={deep} label="Value" selectedPath={null} onSelectPath={onSelectPath} />);
    expect(screen.queryByText(/There is no/)).not.toBeInTheDocument();
  });

  it('opens a long text with its own line breaks', async () => {
    render(<JsonTree value={{ text: 'one\ntwo' }} label="Value" />);
    expect(screen.getByText('"one\\ntwo"')).toBeInTheDocument();
    await userEvent.click(screen.getByText('text'));
    expect(screen.getByText((content) => content === 'one\ntwo', { normalizer: (text) => text })).toBeInTheDocument();
  });

  it('keeps the page small for large and for deep values', () => {
    undo = layOut(600);
    const wide = render(<JsonTree value={Array.from({ length: 50_000 }, (_, i) => ({ i }))} label="Wide" />);
    expect(wide.container.querySelectorAll('*').length).toBeLessThan(1_000);
    wide.unmount();
    let deep: unknown = 'end';
    for (let i = 0; i < 10_000; i++) deep = [deep];
    const { container } = render(<JsonTree value={deep} label="Deep" />);
    fireEvent.click(container.querySelectorAll('[role="treeitem"]')[0] as Element, { altKey: true });
    fireEvent.click(container.querySelectorAll('[role="treeitem"]')[0] as Element, { altKey: true });
    expect(container.querySelectorAll('*').length).toBeLessThan(1_000);
  });

  it('shows hostile keys and values as text', () => {
    const value = JSON.parse(
      '{"<img src=x onerror=alert(1)>":"</script><script>alert(1)</script>","__proto__":{"a":"\\u202e"}}',
    );
    const { container } = render(<JsonTree value={value} label="Value" />);
    expect(container.querySelector('img, script')).toBeNull();
    expect(container).toHaveTextContent('"<img src=x onerror=alert(1)>": "</script><script>alert(1)</script>"');
    expect(container).toHaveTextContent('__proto__: {');
    expect(container).toHaveTextContent('U+202E');
  });
});
