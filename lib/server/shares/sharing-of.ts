import 'server-only';
import { allows, type Role } from '../../domain/role.ts';
import type { Sharing } from '../../domain/share.ts';
import { readEnvironment } from '../env.ts';

/** Whether pages offer somebody of a role to share runs; null where the role does not reach. */
export function sharingOf(role: Role): Sharing | null {
  if (!allows(role, 'sharer')) return null;
  const kept = readEnvironment().archive.kind !== 'off';
  return {
    whyNot: kept
      ? null
      : 'A link leads to a frozen copy in the archive, and the archive is switched off here (RUNLENS_ARCHIVE=off).',
  };
}
