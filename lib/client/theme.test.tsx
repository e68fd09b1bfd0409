import { expect, test } from 'vitest';
import { nextTheme, parseTheme, showTheme } from './theme.ts';

test('an unknown cookie value follows the system', () => {
  expect(parseTheme('dark')).toBe('dark');
  expect(parseTheme('"><script>')).toBe('system');
  expect(parseTheme(undefined)).toBe('system');
});

test('the button goes round', () => {
  expect(nextTheme('system')).toBe('light');
  expect(nextTheme('light')).toBe('dark');
  expect(nextTheme('dark')).toBe('system');
});

test('showing a theme writes attribute and cookie, and system takes the attribute away', () => {
  showTheme('dark');
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(document.cookie).toContain('theme=dark');
  showTheme('system');
  expect(document.documentElement.hasAttribute('data-theme')).toBe(false);
  expect(document.cookie).toContain('theme=system');
});
