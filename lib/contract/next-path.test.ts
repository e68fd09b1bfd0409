import { expect, it } from 'vitest';
import { readNextPath } from './next-path.ts';

it('keeps paths of this installation, with dots and a query', () => {
  for (const path of ['/', '/runs', '/runs/s/t.r?step=step_a&line=1-2', '/a/../b', '/runs?q=%2F%2Fx', '/runs?next=//x'])
    expect(readNextPath(path)).toBe(path);
});

it.each([
  ['another origin', 'https://evil.example/'],
  ['no scheme', '//evil.example'],
  ['three slashes', '///evil.example'],
  ['a backslash', '/\\evil.example'],
  ['an encoded walk to a host', '/..//evil.example'],
  ['a tab', '/\t/evil.example'],
  ['a line break', '/\n/evil.example'],
  ['a script', 'javascript:alert(1)'],
  ['a path without a slash', 'runs'],
  ['a C1 control', '/\u0085/evil.example'],
  ['nothing', ''],
  ['too much', `/${'a'.repeat(2_001)}`],
])('goes home for %s', (_, path) => {
  expect(readNextPath(path)).toBe('/');
});
