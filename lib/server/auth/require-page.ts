import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { allows, type Role } from '../../domain/role.ts';
import { routes } from '../../contract/routes.ts';
import type { Actor } from './actor.ts';
import { identify } from './identify.ts';
import { PAGE_HEADER } from './page-header.ts';

/**
 * Who opens a page, the first line of each. Whoever is not known goes to sign in and comes back after; a role that does not
 * reach goes to the list of runs.
 */
export async function requirePage(needed: Role): Promise<Actor> {
  const sent = await headers();
  const actor = await identify(sent);
  if (!actor) redirect(routes.signIn(sent.get(PAGE_HEADER) ?? '/'));
  if (!allows(actor.role, needed)) redirect(routes.runs());
  return actor;
}
