import 'server-only';
import { readEnvironment } from '../env.ts';

/** How people sign in here, for the sign-in page. `alone`: there is one user only, whose name need not be typed. */
export type SignInWays = { mode: 'none' | 'header' | 'oidc' } | { mode: 'password'; alone: string | null };

/** The way of the configuration; `alone` holds a name only where a single user called admin is configured. */
export function signInWays(): SignInWays {
  const { auth } = readEnvironment();
  if (auth.mode !== 'password') return { mode: auth.mode };
  const [first] = auth.users;
  return { mode: 'password', alone: first && auth.users.length === 1 && first.name === 'admin' ? first.name : null };
}
