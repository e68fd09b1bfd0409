import { Terminal } from 'lucide';
import { expect, test } from 'vitest';
import { iconPath } from './icon-path.ts';

test('the shapes of an icon become one path, each in its own place', () => {
  expect(
    iconPath([
      ['path', { d: 'M2 3h4' }],
      ['path', { d: 'm5 6 2 2' }],
    ]),
  ).toBe('M2 3h4M0 0m5 6 2 2');
  expect(iconPath([['line', { x1: '1', y1: '2', x2: '3', y2: 4 }]])).toBe('M1 2L3 4');
  expect(iconPath([['circle', { cx: '12', cy: '12', r: '10' }]])).toBe(
    'M12 2h0a10 10 0 0 1 10 10v0a10 10 0 0 1 -10 10h0a10 10 0 0 1 -10 -10v0a10 10 0 0 1 10 -10z',
  );
  expect(iconPath([['rect', { width: '8', height: '6', x: '2', y: '3', rx: '1' }]])).toBe(
    'M3 3h6a1 1 0 0 1 1 1v4a1 1 0 0 1 -1 1h-6a1 1 0 0 1 -1 -1v-4a1 1 0 0 1 1 -1z',
  );
  expect(iconPath([['polyline', { points: '4 17 10 11 4 5' }]])).toBe('M4 17 10 11 4 5');
  expect(iconPath([['polygon', { points: '1 1 2 2 3 1' }]])).toBe('M1 1 2 2 3 1z');
});

test('an icon of the library', () => {
  expect(iconPath(Terminal)).toMatch(/^M[\d.]+ [\d.]+h/);
});
