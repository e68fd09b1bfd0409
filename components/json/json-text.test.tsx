import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { layOut } from '../ui/test-layout.ts';
import { JsonText } from './json-text.tsx';

let undo = () => {};
afterEach(() => undo());

describe('JsonText', () => {
  it('switches between the tree and the exact text', async () => {
    const user = userEvent.setup();
    const { container } = render(<JsonText text={'{"b": 1.0,  "id": 12345678901234567890}'} label="Arguments" />);
    expect(screen.getByRole('tree', { name: 'Arguments' })).toHaveTextContent('id: 12345678901234567890');
    expect(screen.getByText('2 keys')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Raw' }));
    expect(screen.queryByRole('tree')).not.toBeInTheDocument();
    expect(container.querySelector('[data-line="1"]')?.textContent).toBe('{"b": 1.0,  "id": 12345678901234567890}');
    await user.click(screen.getByRole('button', { name: 'Tree' }));
    expect(screen.getByRole('tree')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Copy arguments' }));
    expect(await navigator.clipboard.readText()).toBe('{"b": 1.0,  "id": 12345678901234567890}');
  });

  it('shows invalid JSON as text and names the place of the fault', () => {
    render(<JsonText text={'{"city": "Paris",\n "unit": }'} label="Arguments" />);
    expect(screen.getByText('Not valid JSON: a value should be here, at line 2, column 10.')).toBeInTheDocument();
    expect(screen.getByText('"unit": }')).toBeInTheDocument();
    expect(screen.queryByRole('tree')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Tree' })).not.toBeInTheDocument();
  });

  it('is calm about plain text and says when there is none', () => {
    const { rerender } = render(<JsonText text="Sunny, 21 degrees" label="Output" />);
    expect(screen.getByText('Plain text, not JSON (line 1, column 1).')).toBeInTheDocument();
    expect(screen.getByText('Sunny, 21 degrees')).toBeInTheDocument();
    rerender(<JsonText text="" label="Output" />);
    expect(screen.getByText('empty')).toBeInTheDocument();
  });

  it('does not call a cut text faulty', () => {
    render(<JsonText text={'{"a": "bbb'} label="Output" truncated bytes={300_000} onLoadWhole={() => {}} />);
    expect(screen.queryByText(/Not valid JSON/)).not.toBeInTheDocument();
    expect(screen.getByText('{"a": "bbb')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Load all' })).toBeEnabled();
  });

  it('copies only the beginning of a cut text, and says so', () => {
    render(<JsonText text={'{"a": "bbb'} label="Output" truncated bytes={300_000} />);
    expect(screen.getByRole('button', { name: 'Copy the beginning of output' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Copy output' })).not.toBeInTheDocument();
  });

  it('loads the rest of a cut text that a link points into', () => {
    const load = vi.fn<() => void>();
    const cut = { truncated: true, bytes: 20_000_000, onLoadWhole: load };
    const { rerender } = render(<JsonText text={'{"a": ['} label="Output" selectedPath={null} {...cut} />);
    expect(load).not.toHaveBeenCalled();
    rerender(<JsonText text={'{"a": ['} label="Output" selectedPath="$.a[1]" {...cut} />);
    expect(load).toHaveBeenCalledTimes(1);
    rerender(<JsonText text={'{"a": [1, {"b": 2}]}'} label="Output" selectedPath="$.a[1]" />);
    expect(screen.getByRole('treeitem', { selected: true })).toHaveTextContent('{');
  });

  it('reads a long text beside the page and draws only what is in view', async () => {
    undo = layOut(600);
    const text = JSON.stringify(Array.from({ length: 60_000 }, (_, i) => ({ id: i, name: `row ${i}` })));
    expect(text.length).toBeGreaterThan(1024 * 1024);
    const { container } = render(<JsonText text={text} label="Output" />);
    expect(screen.getByText(/^Reading 1\..*MB of JSON$/)).toBeInTheDocument();
    expect(await screen.findByRole('tree', {}, { timeout: 10_000 })).toBeInTheDocument();
    expect(container.querySelectorAll('*').length).toBeLessThan(1_000);
    await userEvent.click(screen.getByRole('button', { name: 'Raw' }));
    expect(container.textContent?.length).toBeLessThan(5_000);
  }, 20_000);
});
