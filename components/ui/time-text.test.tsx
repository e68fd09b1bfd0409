import { act, render, screen } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { formatDateTime } from './format.ts';
import { TimeText } from './time-text.tsx';

const AT = Date.UTC(2026, 10, 20, 14, 32, 7);

afterEach(() => {
  vi.useRealTimers();
});

it('writes UTC on the server, takes that over without complaint, then shows local time', async () => {
  vi.useFakeTimers({ now: AT + 5_000, toFake: ['Date'] });
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const recovered = vi.fn<(error: unknown) => void>();
  const both = (
    <p>
      <TimeText at={AT} mode="ago" />, <TimeText at={AT} mode="full" />
    </p>
  );
  const html = renderToString(both);
  expect(html).toContain('14:32:07 UTC');
  expect(html).toContain('dateTime="2026-11-20T14:32:07.000Z"');
  const box = document.createElement('div');
  box.append(document.createRange().createContextualFragment(html));
  const root = await act(async () => hydrateRoot(box, both, { onRecoverableError: recovered }));
  expect(recovered).not.toHaveBeenCalled();
  expect(error).not.toHaveBeenCalled();
  expect(box.textContent).toBe(`5\u00a0s ago, ${formatDateTime(AT)}`);
  expect(box.querySelector('time')?.title).toBe(`${formatDateTime(AT)}, 20 Nov 2026, 14:32:07 UTC`);
  act(() => root.unmount());
});

it('counts on by one shared timer that stops with the last text', () => {
  vi.useFakeTimers({ now: AT + 5_000 });
  const { unmount } = render(
    <>
      <TimeText at={AT} mode="ago" />
      <TimeText at={AT - 1000} mode="ago" />
    </>,
  );
  expect(vi.getTimerCount()).toBe(1);
  act(() => {
    vi.advanceTimersByTime(3_000);
  });
  expect(screen.getByText('8 s ago')).toBeInTheDocument();
  expect(screen.getByText('9 s ago')).toBeInTheDocument();
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});

it('does not break on an instant that no calendar has', () => {
  render(<TimeText at={1e20} mode="full" />);
  expect(screen.getByText('100000000000000000000')).not.toHaveAttribute('datetime');
});
