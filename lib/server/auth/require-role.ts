import 'server-only';
import { fail } from '../../domain/failure.ts';
import { allows, type Role } from '../../domain/role.ts';
import type { Actor } from './actor.ts';
import { note } from './audit.ts';
import { identify } from './identify.ts';

const ROLE_WORDS: Record<Role, string> = {
  viewer: 'may read runs',
  sharer: 'may share and import',
  operator: 'may change things at sources',
  admin: 'administers this installation',
};

/**
 * Who asks; throws `unauthorized` for nobody known and `forbidden` for somebody whose role does not reach. That is noted, as
 * `asked`, such as `DELETE /api/runs/a/b`, where it is given.
 */
export async function requireRole(headers: Headers, needed: Role, asked: string | null = null): Promise<Actor> {
  const actor = await identify(headers);
  if (!actor) fail('unauthorized', 'Sign in first.');
  if (!allows(actor.role, needed)) {
    if (asked !== null) await note(headers, actor.name, 'refused', asked, 'forbidden');
    fail('forbidden', `This is for somebody who ${ROLE_WORDS[needed]}; your role is ${actor.role}.`);
  }
  return actor;
}

/** Throws `forbidden` for a token: what outlives a token is for people to make. */
export function requirePerson({ via }: Actor): void {
  if (via === 'token') fail('forbidden', 'This is for people who sign in; an access token cannot do it.');
}
