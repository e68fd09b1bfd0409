import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { MainLinks } from './main-links.tsx';
import { ThemeButton } from './theme-button.tsx';

const place = vi.hoisted(() => ({ pathname: '/runs' }));
vi.mock('next/navigation', () => ({ usePathname: () => place.pathname }));
vi.mock('next/link', () => ({
  default: ({ prefetch: _prefetch, children, ...rest }: { prefetch: boolean; href: string; children: ReactNode }) => (
    <a {...rest}>{children}</a>
  ),
}));

beforeEach(() => {
  delete document.documentElement.dataset.theme;
});

test('the button goes from system over light to dark, on the page and in the cookie', async () => {
  const user = userEvent.setup();
  render(<ThemeButton initial="system" />);
  await user.click(screen.getByRole('button', { name: 'Theme: system. Switch to light' }));
  expect(document.documentElement.dataset.theme).toBe('light');
  await user.click(screen.getByRole('button', { name: 'Theme: light. Switch to dark' }));
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(document.cookie).toContain('theme=dark');
  await user.click(screen.getByRole('button', { name: 'Theme: dark. Switch to system' }));
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

test('a page is current, and its parent while something below it is shown', () => {
  const { rerender } = render(<MainLinks />);
  expect(screen.getByRole('link', { name: 'Runs' })).toHaveAttribute('aria-current', 'page');
  place.pathname = '/runs/sample/thread_1.run_1';
  rerender(<MainLinks />);
  expect(screen.getByRole('link', { name: 'Runs' })).toHaveAttribute('aria-current', 'true');
  place.pathname = '/threads/sample/thread_1';
  rerender(<MainLinks />);
  expect(screen.getByRole('link', { name: 'Runs' })).not.toHaveAttribute('aria-current');
});
