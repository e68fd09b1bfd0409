import { beforeEach, expect, test, vi } from 'vitest';
import { ROLES } from '../../domain/role.ts';
import { sharingOf } from './sharing-of.ts';

const archive = vi.hoisted(() => ({ kind: 'sqlite' }));
vi.mock('../env.ts', () => ({ readEnvironment: () => ({ archive }) }));

beforeEach(() => {
  archive.kind = 'sqlite';
});

test('sharing is offered from the role of a sharer on', () => {
  expect(ROLES.filter((role) => sharingOf(role) !== null)).toEqual(['sharer', 'operator', 'admin']);
  expect(sharingOf('sharer')).toEqual({ whyNot: null });
});

test('without an archive it says why there is none', () => {
  archive.kind = 'off';
  expect(sharingOf('sharer')?.whyNot).toContain('RUNLENS_ARCHIVE=off');
  expect(sharingOf('viewer')).toBeNull();
});
