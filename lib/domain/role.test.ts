import { expect, it } from 'vitest';
import { allows, highestRole, isRole, lowerRole, ROLES } from './role.ts';

it('lets each role do what the ones below it may, and nothing above', () => {
  for (const [i, role] of ROLES.entries()) {
    for (const [j, needed] of ROLES.entries()) expect(allows(role, needed)).toBe(i >= j);
  }
});

it('knows its own words only', () => {
  expect(ROLES.every(isRole)).toBe(true);
  for (const word of ['Admin', 'root', '', null, 3, '__proto__', 'constructor']) expect(isRole(word)).toBe(false);
});

it('takes the highest of several roles', () => {
  expect(highestRole(['viewer', 'operator', 'sharer'])).toBe('operator');
  expect(highestRole([])).toBeNull();
  expect([lowerRole('admin', 'sharer'), lowerRole('viewer', 'operator')]).toEqual(['sharer', 'viewer']);
});
