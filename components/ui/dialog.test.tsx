import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { Dialog } from './dialog.tsx';

beforeEach(() => {
  // jsdom knows the element but not its methods.
  HTMLDialogElement.prototype.showModal = vi.fn<(this: HTMLDialogElement) => void>(function show() {
    this.open = true;
  });
  HTMLDialogElement.prototype.close = vi.fn<(this: HTMLDialogElement) => void>(function close() {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  });
});

function Sample({ onChange }: { onChange: (open: boolean) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Keys
      </button>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          onChange(next);
          setOpen(next);
        }}
        title="All keys"
      >
        <p>J and K</p>
      </Dialog>
    </>
  );
}

it('opens as a modal dialog, closes by its button, and inserts no style element', async () => {
  const onChange = vi.fn<(open: boolean) => void>();
  const user = userEvent.setup();
  render(<Sample onChange={onChange} />);
  expect(screen.queryByText('J and K')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Keys' }));
  expect(screen.getByRole('dialog', { name: 'All keys' })).toContainElement(screen.getByText('J and K'));
  expect(HTMLDialogElement.prototype.showModal).toHaveBeenCalledTimes(1);
  expect(document.querySelectorAll('style')).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(onChange.mock.calls).toEqual([[false]]);
  expect(screen.queryByText('J and K')).not.toBeInTheDocument();
});

it('follows the browser when Escape closes it, and a click beside it', async () => {
  const onChange = vi.fn<(open: boolean) => void>();
  const user = userEvent.setup();
  render(<Sample onChange={onChange} />);
  await user.click(screen.getByRole('button', { name: 'Keys' }));
  fireEvent(screen.getByRole('dialog'), new Event('close'));
  expect(onChange).toHaveBeenLastCalledWith(false);
  await user.click(screen.getByRole('button', { name: 'Keys' }));
  await user.click(screen.getByText('J and K'));
  expect(screen.getByRole('dialog')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('dialog'));
  expect(screen.queryByText('J and K')).not.toBeInTheDocument();
});
