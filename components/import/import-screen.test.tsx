import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Commands } from '../commands/commands.tsx';
import { ImportScreen } from './import-screen.tsx';

const answer = vi.hoisted(() => ({ taken: false }));
vi.mock('#lib/client/import-session.ts', () => {
  const none = { phase: 'none' };
  const current = () => none;
  return { onImport: () => () => {}, currentImport: current, noImport: current, importText: async () => answer.taken };
});

test('a text that is not taken stays in its field; one that is taken leaves it', async () => {
  const user = userEvent.setup();
  render(
    <Commands>
      <ImportScreen />
    </Commands>,
  );
  const field = screen.getByRole('textbox', { name: 'Or paste JSON' });
  await user.type(field, 'a faulty text');
  await user.click(screen.getByRole('button', { name: 'Import text' }));
  expect(field).toHaveValue('a faulty text');
  answer.taken = true;
  await user.click(screen.getByRole('button', { name: 'Import text' }));
  expect(field).toHaveValue('');
});
