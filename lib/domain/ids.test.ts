import { expect, it } from 'vitest';
import { isId, isKey, shortId } from './ids.ts';

it.each(['run_abc', 'a', 'A-9_', 'x'.repeat(128)])('takes the id %s', (id) => expect(isId(id)).toBe(true));

it.each(['', '.', '..', 'a/b', 'a%2fb', 'a b', 'a\n', 'a\u0000', 'é', 'x'.repeat(129), 'a.b', '__proto__.', null, 7])(
  'refuses the id %j',
  (id) => expect(isId(id)).toBe(false),
);

it('takes one or two ids as a key', () => {
  expect(isKey('thread_a.run_b')).toBe(true);
  expect(isKey('resp_a')).toBe(true);
  for (const key of ['a.b.c', 'a.', '.b', 'a..b', 'a.b\n', '']) expect(isKey(key)).toBe(false);
});

it('shortens long ids only', () => {
  expect(shortId('run_Qm4TzB7cHk2VdWn9LxYp3sEa')).toBe('run_Qm4T…3sEa');
  expect(shortId('file-7HnGaaaaaaaaaa9sDm')).toBe('file-7HnG…9sDm');
  expect(shortId('run_1')).toBe('run_1');
  expect(shortId('Sanitized')).toBe('Sanitized');
});
