import { expect, it } from 'vitest';
import { checkPassword, hashPassword, isPasswordHash } from './password-hash.ts';

it('knows the password that a hash was made of, and no other', async () => {
  const hash = await hashPassword('correct horse battery staple');
  expect(isPasswordHash(hash)).toBe(true);
  expect(hash).not.toContain('horse');
  expect(await checkPassword('correct horse battery staple', hash)).toBe(true);
  expect(await checkPassword('correct horse battery stapl', hash)).toBe(false);
  expect(await checkPassword('', hash)).toBe(false);
});

it('salts: the same password gives another hash', async () => {
  expect(await hashPassword('one')).not.toBe(await hashPassword('one'));
});

it('takes a password however its letters are composed', async () => {
  expect(await checkPassword('caf\u0065\u0301', await hashPassword('caf\u00e9'))).toBe(true);
});

it('refuses what is not a hash, and one that asks for too much memory', async () => {
  const salt = 'A'.repeat(22);
  const key = 'A'.repeat(43);
  for (const bad of [
    '',
    'secret',
    `scrypt$65536$8$1$${salt}$short`,
    `scrypt$65535$8$1$${salt}$${key}`,
    `scrypt$4194304$8$1$${salt}$${key}`,
  ]) {
    expect(isPasswordHash(bad)).toBe(false);
    expect(await checkPassword('secret', bad)).toBe(false);
  }
});
