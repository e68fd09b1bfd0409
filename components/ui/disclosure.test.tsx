import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { expect, it, vi } from 'vitest';
import { Folded, placeName, useDisclosure, useOpenedLines, useShownCount, Within, withTold } from './disclosure.tsx';
import { DisclosureContext } from './disclosure-context.ts';

function Place({ name, byDefault = false }: { name: string; byDefault?: boolean }) {
  const [open, set] = useDisclosure(name, byDefault);
  return (
    <button type="button" onClick={() => set(!open)}>
      {open ? 'open' : 'folded'}
    </button>
  );
}

function List() {
  const [count, more] = useShownCount('results', 100);
  return (
    <button type="button" onClick={() => more(count + 100)}>
      {count}
    </button>
  );
}

function Lines() {
  const [lines, open] = useOpenedLines('logs');
  return (
    <button type="button" onClick={() => open(6)}>
      {[...lines].join(' ') || 'none'}
    </button>
  );
}

const tell = vi.fn();

function Said({ opened = {}, children }: { opened?: Record<string, string>; children: ReactNode }) {
  const [kept, keep] = useState<ReadonlyMap<string, string>>(new Map(Object.entries(opened)));
  const told = (name: string, change: (before: ReadonlyMap<string, string>) => ReadonlyMap<string, string>) => {
    tell(name, change(kept).get(name) ?? null);
    keep(change);
  };
  return <DisclosureContext value={{ opened: kept, tell: told }}>{children}</DisclosureContext>;
}

const button = () => screen.getByRole('button');
const press = () => fireEvent.click(button());

it('remembers by itself where nobody else does', () => {
  render(<Place name="code" />);
  press();
  expect(button()).toHaveTextContent('open');
});

it('tells what differs from how it opens, under the names around it', () => {
  render(
    <Said>
      <Within name="turn.3">
        <Within name="1">
          <Place name="code" />
        </Within>
      </Within>
    </Said>,
  );
  press();
  expect(tell).toHaveBeenLastCalledWith('turn.3.1.code', '');
  expect(button()).toHaveTextContent('open');
  press();
  expect(tell).toHaveBeenLastCalledWith('turn.3.1.code', null);
  expect(button()).toHaveTextContent('folded');
});

it('says that something is folded which opens by itself', () => {
  render(
    <Said>
      <Place name="text" byDefault />
    </Said>,
  );
  press();
  expect(tell).toHaveBeenLastCalledWith('text', '0');
  expect(button()).toHaveTextContent('folded');
});

it('tells nothing of what has no lasting name', () => {
  tell.mockClear();
  render(
    <Said opened={{ code: '' }}>
      <Within name={null}>
        <Within name="part1">
          <Place name="code" />
        </Within>
      </Within>
    </Said>,
  );
  press();
  expect(button()).toHaveTextContent('open');
  expect(tell).not.toHaveBeenCalled();
});

it('shows as much of a list as was told, but no more than a page bears', () => {
  render(
    <Said opened={{ results: '300' }}>
      <List />
    </Said>,
  );
  expect(button()).toHaveTextContent('300');
  press();
  expect(tell).toHaveBeenLastCalledWith('results', '400');
  expect(button()).toHaveTextContent('400');
});

it.each([
  ['9999999', '1000'],
  ['7.9', '100'],
  ['', '100'],
])('takes %s for %s rows', (said, shown) => {
  render(
    <Said opened={{ results: said }}>
      <List />
    </Said>,
  );
  expect(button()).toHaveTextContent(shown);
});

it('opens the lines that were told, from 1', () => {
  render(
    <Said opened={{ 'logs.line': '3' }}>
      <Lines />
    </Said>,
  );
  expect(button()).toHaveTextContent('2');
  press();
  expect(tell).toHaveBeenLastCalledWith('logs.line', '3.7');
});

it('what is to be found by the browser is there while it is folded', async () => {
  const { container } = render(
    <Said>
      <Folded name="details" title="Details" look="" titleLook="" always>
        held
      </Folded>
    </Said>,
  );
  const details = container.querySelector('details');
  expect(container).toHaveTextContent('held');
  expect(details?.open).toBe(false);
  await userEvent.click(screen.getByText('Details'));
  expect(details?.open).toBe(true);
});

it('names places after labels of ours', () => {
  expect(placeName('Response metadata')).toBe('response_metadata');
  expect(placeName('Arguments, raw text')).toBe('arguments');
  expect(placeName('Logs 1 of 2')).toBe('logs_1_of_2');
});

it('leaves out what is too much for an address, and forgets even then', () => {
  const one = withTold(null, 'code', '');
  expect([...one]).toEqual([['code', '']]);
  expect(withTold(one, 'code', null).size).toBe(0);
  expect(withTold(one, 'tree.a', `-$.${'a'.repeat(2000)}`)).toBe(one);
  expect(withTold(one, 'tree.a', `-$["${'ü'.repeat(350)}"]`)).toBe(one);
  const long = new Map(Array.from({ length: 3000 }, (_, i) => [`place${i}`, '']));
  expect(withTold(long, 'code', '')).toBe(long);
  expect(withTold(long, 'place0', null).size).toBe(2999);
});
