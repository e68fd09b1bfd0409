import 'server-only';
import { highestRole, type Role } from '../../domain/role.ts';
import type { GroupRoles } from '../auth-config.ts';

/** The highest role that somebody's groups give; null for who may not enter. */
export function roleOfGroups({ groups, everyone }: GroupRoles, member: readonly string[]): Role | null {
  const roles = member.flatMap((group) => groups.get(group) ?? []);
  return highestRole(everyone === null ? roles : [...roles, everyone]);
}
