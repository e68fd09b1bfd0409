import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { silence } from './announcer.ts';
import { CopyableId } from './copyable-id.tsx';
import { LiveRegion } from './live-region.tsx';

it('copies the whole id and says so', async () => {
  const user = userEvent.setup();
  render(
    <>
      <CopyableId id="run_Qm4TzB7cHk2VdWn9LxYp3sEa" display="run_Qm4T…3sEa" />
      <LiveRegion />
    </>,
  );
  expect(screen.getByText('run_Qm4T…3sEa')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Copy run_Qm4TzB7cHk2VdWn9LxYp3sEa' }));
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Copied run_Qm4T…3sEa'));
  expect(await navigator.clipboard.readText()).toBe('run_Qm4TzB7cHk2VdWn9LxYp3sEa');
});

it('says when the browser refuses', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  silence();
  render(
    <>
      <CopyableId id="run_1" />
      <LiveRegion />
    </>,
  );
  await user.click(screen.getByRole('button'));
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('The browser refused to copy'));
});
