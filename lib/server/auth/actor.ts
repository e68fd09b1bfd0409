import 'server-only';
import type { Role } from '../../domain/role.ts';

/** Who asks, as far as sign-in tells. */
export interface Actor {
  name: string;
  role: Role;
  /** How that is known; `none` where nobody has to sign in. */
  via: 'none' | 'password' | 'oidc' | 'header' | 'token';
  /** Id of the session, to end it; null where there is none. */
  session: string | null;
  /** Whose token asks; absent where somebody asks in person. */
  owner?: string;
}

/** Whose what an actor makes is: that of a token belongs to its owner, who can see and end it. */
export function ownerOf({ owner, name }: Actor): string {
  return owner ?? name;
}

/** Everybody, where nobody has to sign in. */
export const LOCAL: Actor = { name: 'local', role: 'admin', via: 'none', session: null };
