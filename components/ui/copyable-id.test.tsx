import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { CopyableId } from './copyable-id.tsx';

it('copies the whole id and says so', async () => {
  const user = userEvent.setup();
  render(<CopyableId id="run_Qm4TzB7cHk2VdWn9LxYp3sEa" display="run_Qm4T…3sEa" />);
  expect(screen.getByText('run_Qm4T…3sEa')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Copy run_Qm4TzB7cHk2VdWn9LxYp3sEa' }));
  expect(await screen.findByText('Copied')).toHaveAttribute('role', 'status');
  expect(await navigator.clipboard.readText()).toBe('run_Qm4TzB7cHk2VdWn9LxYp3sEa');
});

it('says when the browser refuses', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  render(<CopyableId id="run_1" />);
  await user.click(screen.getByRole('button'));
  expect(await screen.findByText('The browser refused to copy')).toBeInTheDocument();
});
