import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { MenuButton } from './menu-button.tsx';
import { MenuItem, MenuItems } from './menu-items.tsx';

function show(onChoose = vi.fn()) {
  render(
    <>
      <button type="button">Elsewhere</button>
      <MenuButton label="Export" name="Export run_a">
        <MenuItems label="Export run_a">
          {['Apple', 'Banana', 'Blueberry'].map((label) => (
            <MenuItem key={label} icon={null} label={label} about="A fruit" onChoose={() => onChoose(label)} />
          ))}
        </MenuItems>
      </MenuButton>
    </>,
  );
  const button = screen.getByRole('button', { name: 'Export run_a' });
  const toggle = (newState: 'open' | 'closed') => {
    const menu = document.getElementById(button.getAttribute('popovertarget') ?? '');
    if (!menu) throw new Error('no menu');
    menu.style.display = newState === 'open' ? 'block' : 'none';
    menu.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState }));
    menu.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
  };
  return { button, toggle, onChoose };
}

const item = (name: RegExp) => screen.findByRole('menuitem', { name });

test('items exist while the menu is open; the first has the focus, keys move it around', async () => {
  const { button, toggle } = show();
  expect(button).toHaveAttribute('aria-haspopup', 'menu');
  expect(screen.queryByRole('menu')).toBeNull();
  button.focus();
  toggle('open');
  expect(await item(/Apple/)).toHaveFocus();
  expect(button).toHaveAttribute('aria-expanded', 'true');
  const user = userEvent.setup();
  await user.keyboard('{ArrowUp}');
  expect(await item(/Blueberry/)).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(await item(/Banana/)).toHaveFocus();
  await user.keyboard('b');
  expect(await item(/Blueberry/)).toHaveFocus();
  await user.keyboard('{Home}');
  expect(await item(/Apple/)).toHaveFocus();
  await user.keyboard('{End}');
  expect(await item(/Blueberry/)).toHaveFocus();
});

test('choosing closes the menu and then does it', async () => {
  const { button, toggle, onChoose } = show();
  const order: string[] = [];
  onChoose.mockImplementation((label: string) => order.push(label));
  HTMLElement.prototype.hidePopover = () => void order.push('closed');
  button.focus();
  toggle('open');
  await userEvent.setup().click(await item(/Banana/));
  expect(order).toEqual(['closed', 'Banana']);
});

test('items that arrive after the reader has gone on leave the focus alone', async () => {
  const { toggle } = show();
  screen.getByRole('button', { name: 'Elsewhere' }).focus();
  toggle('open');
  await item(/Apple/);
  expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus();
});
