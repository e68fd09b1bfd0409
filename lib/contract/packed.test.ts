import { expect, test } from 'vitest';
import { pack, unpack } from './packed.ts';

test('a value is the same after packing', () => {
  const given = { a: ['x', { k: 1 }, null], b: 'pair 😀 \\ud83d "q" \u2028 </script>', 'c\n': -1.5e-7, d: true };
  expect(unpack(pack(given))).toEqual(given);
});

test('half of a pair becomes U+FFFD wherever it stands, a text that looks like its escape stays', () => {
  const given = { a: ['x\ud83dy', { 'k\udc00': 1 }], b: '\ud83d\ud83d', c: '\\\udc00', d: '\\ud83d', e: '\\\\ud83d' };
  expect(unpack(pack(given))).toEqual({
    a: ['x\ufffdy', { 'k\ufffd': 1 }],
    b: '\ufffd\ufffd',
    c: '\\\ufffd',
    d: '\\ud83d',
    e: '\\\\ud83d',
  });
});
