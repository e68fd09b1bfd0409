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
}

/** Everybody, where nobody has to sign in. */
export const LOCAL: Actor = { name: 'local', role: 'admin', via: 'none', session: null };
