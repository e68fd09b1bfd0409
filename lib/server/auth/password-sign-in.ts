import 'server-only';
import { createHash } from 'node:crypto';
import { fail } from '../../domain/failure.ts';
import type { AuthConfig, PasswordUser } from '../auth-config.ts';
import { readEnvironment } from '../env.ts';
import { checkPassword, hashPassword } from '../password-hash.ts';
import { processState } from '../process-state.ts';
import { attempt } from './attempts.ts';
import { meet } from './people.ts';
import { openSession } from './session.ts';

/** Passwords of the configuration that are not hashed there, hashed by this process. */
const hashes = () => processState('password-hashes', () => new Map<string, Promise<string>>());

/**
 * Signs somebody in: gives the `Set-Cookie` header; `from` are the headers that they sent. Throws `unauthorized` and
 * `rate_limited`.
 */
export async function signInByPassword(name: string, password: string, from = new Headers()): Promise<string> {
  const { auth } = readEnvironment();
  if (auth.mode !== 'password') fail('invalid_request', 'Nobody signs in with a password here.');
  const user = await attempt(() => findUser(auth.users, name, password));
  if (!user) fail('unauthorized', 'That name and password do not belong together.');
  await meet({ name: user.name, via: 'password', role: user.role });
  return openSession({ name: user.name, via: 'password', role: null, print: printOf(user) }, from);
}

/** The user of a session, as the configuration has it now; null where it has none or another password. */
export function userOf(auth: AuthConfig, name: string, print: string | null): PasswordUser | null {
  if (auth.mode !== 'password') return null;
  const user = auth.users.find((one) => one.name === name);
  return user && printOf(user) === print ? user : null;
}

/** The name to note for a sign-in that failed: what is no user's name may be a password, typed into the wrong field. */
export function namedUser(name: string): string {
  const { auth } = readEnvironment();
  return auth.mode === 'password' && auth.users.some((user) => user.name === name) ? name : 'unknown';
}

async function findUser(users: readonly PasswordUser[], name: string, password: string): Promise<PasswordUser | null> {
  const user = users.find((one) => one.name === name);
  // An unknown name takes as long as a wrong password.
  const hash = await hashOf(user ?? users[0]);
  const right = await checkPassword(password, hash);
  return user && right ? user : null;
}

function hashOf(user: PasswordUser | undefined): Promise<string> {
  if (user && 'hash' in user.secret) return Promise.resolve(user.secret.hash);
  const clear = user && 'clear' in user.secret ? user.secret.clear.reveal() : '';
  const known = hashes().get(clear) ?? hashPassword(clear);
  hashes().set(clear, known);
  return known;
}

function printOf({ name, secret }: PasswordUser): string {
  const text = 'hash' in secret ? secret.hash : secret.clear.reveal();
  return createHash('sha256').update(`${name}\n${text}`).digest('base64url').slice(0, 22);
}
