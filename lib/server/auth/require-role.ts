import 'server-only';
import { fail } from '../../domain/failure.ts';
import { allows, type Role } from '../../domain/role.ts';
import type { Actor } from './actor.ts';
import { identify } from './identify.ts';

const ROLE_WORDS: Record<Role, string> = {
  viewer: 'may read runs',
  sharer: 'may share and import',
  operator: 'may change things at sources',
  admin: 'administers this installation',
};

/** Who asks; throws `unauthorized` for nobody known and `forbidden` for somebody whose role does not reach. */
export async function requireRole(headers: Headers, needed: Role): Promise<Actor> {
  const actor = await identify(headers);
  if (!actor) fail('unauthorized', 'Sign in first.');
  if (!allows(actor.role, needed)) {
    fail('forbidden', `This is for somebody who ${ROLE_WORDS[needed]}; your role is ${actor.role}.`);
  }
  return actor;
}
