import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { setSingleKeys } from '#lib/client/single-keys.ts';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { findField } from '../ui/find-fields.ts';
import type { Command } from './command.ts';
import { Commands, useCommands } from './commands.tsx';

beforeEach(() => {
  localStorage.clear();
  // The browser of the test has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.setAttribute('open', '');
  };
  HTMLDialogElement.prototype.close = function close() {
    this.removeAttribute('open');
    this.dispatchEvent(new Event('close'));
  };
});

function Page({ commands }: { commands: readonly Command[] }) {
  useCommands(commands);
  return null;
}

const command = (id: string, keys: string[], more: Partial<Command> = {}): Command => ({
  id,
  keys,
  does: id,
  group: 'Next, previous row',
  run: vi.fn(),
  ...more,
});

function show(commands: readonly Command[]) {
  const page = (newest: readonly Command[]) => (
    <Commands>
      <Page commands={newest} />
      <a href="#there">A link</a>
      <input aria-label="Words" ref={findField} />
      <KeysFooter>Legend</KeysFooter>
    </Commands>
  );
  const { rerender } = render(page(commands));
  return { user: userEvent.setup(), change: (newest: readonly Command[]) => rerender(page(newest)) };
}

const footer = () => screen.getByRole('contentinfo');
const lines = () => within(screen.getByRole('dialog')).getAllByRole('term');

test('a key runs the newest form of what the page declares', async () => {
  const first = command('next', ['J', 'ArrowDown']);
  const { user, change } = show([first]);
  await user.keyboard('j');
  expect(first.run).toHaveBeenCalledOnce();
  const second = { ...first, run: vi.fn() };
  change([second]);
  await user.keyboard('{ArrowDown}');
  expect(second.run).toHaveBeenCalledOnce();
  expect(first.run).toHaveBeenCalledOnce();
  change([{ ...second, enabled: false }]);
  await user.keyboard('j');
  change([]);
  await user.keyboard('j');
  expect(second.run).toHaveBeenCalledOnce();
});

test('keys belong to fields, and arrows and Enter to what has the focus', async () => {
  const moves = command('move', ['J', 'ArrowDown', 'Enter']);
  const { user } = show([moves]);
  await user.click(screen.getByRole('textbox'));
  await user.keyboard('j{ArrowDown}{Enter}');
  expect(screen.getByRole('textbox')).toHaveValue('j');
  act(() => screen.getByRole('link').focus());
  await user.keyboard('{ArrowDown}{Enter}');
  expect(moves.run).not.toHaveBeenCalled();
  await user.keyboard('j');
  expect(moves.run).toHaveBeenCalledOnce();
});

test('a chord works in fields too', async () => {
  const open = command('open', ['Mod K']);
  const { user } = show([open]);
  await user.click(screen.getByRole('textbox'));
  await user.keyboard('{Control>}k{/Control}{Meta>}k{/Meta}{Control>}{Shift>}k{/Shift}{/Control}');
  expect(open.run).toHaveBeenCalledTimes(2);
});

test('/ leads to the find field while there is one', async () => {
  const { user } = show([]);
  await user.keyboard('/');
  expect(screen.getByRole('textbox')).toHaveFocus();
});

test('the footer shows the usual keys of what has words for it', () => {
  show([
    command('previous', ['K', 'ArrowUp'], { footer: 'step' }),
    command('next', ['J'], { footer: 'step' }),
    command('silent', ['Q']),
    command('off', ['Z'], { footer: 'off', enabled: false }),
  ]);
  expect(footer()).toHaveTextContent('KJstep/find?all keysLegend');
});

test('? lists every line of keys that works, in the order of the list, and closes it again', async () => {
  const { user } = show([
    command('view', ['T'], { group: 'Timeline or conversation' }),
    command('next', ['J', 'ArrowDown']),
    command('previous', ['K', 'ArrowUp']),
    command('fit', ['0'], { group: 'Fit whole run', enabled: false }),
  ]);
  await user.keyboard('?');
  await screen.findByRole('dialog', { name: 'Keys' });
  expect(lines().map((line) => line.textContent)).toEqual([
    'Find or filter',
    'Next, previous row',
    'Timeline or conversation',
    'This list',
  ]);
  expect(lines()[1]?.nextElementSibling).toHaveTextContent('JK↓↑');
  await user.keyboard('?');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('keys do nothing under an open dialog', async () => {
  const next = command('next', ['J']);
  const { user } = show([next]);
  await user.keyboard('?');
  await screen.findByRole('dialog');
  await user.keyboard('j');
  expect(next.run).not.toHaveBeenCalled();
});

test('the reader switches single keys off, which leaves arrows and chords, and on again from the footer', async () => {
  const next = command('next', ['J', 'ArrowDown'], { footer: 'step' });
  const { user } = show([next]);
  await user.keyboard('?');
  await user.click(await screen.findByRole('checkbox', { name: /^Use single keys/ }));
  expect(lines().map((line) => line.textContent)).toEqual(['Next, previous row']);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await user.keyboard('j?');
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.keyboard('{ArrowDown}');
  expect(next.run).toHaveBeenCalledOnce();
  expect(footer()).toHaveTextContent('↓stepall keysLegend');
  await user.click(within(footer()).getByRole('button', { name: 'all keys' }));
  await user.click(await screen.findByRole('checkbox'));
  expect(footer()).toHaveTextContent('Jstep/find?all keysLegend');
});

test('the setting of another tab counts here', () => {
  show([command('next', ['J'], { footer: 'step' })]);
  act(() => setSingleKeys(false));
  expect(footer()).toHaveTextContent('all keysLegend');
  act(() => {
    localStorage.clear();
    window.dispatchEvent(new StorageEvent('storage'));
  });
  expect(footer()).toHaveTextContent('Jstep/find?all keysLegend');
});
