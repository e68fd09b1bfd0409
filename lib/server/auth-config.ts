import 'server-only';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { isRole, type Role, ROLES } from '../domain/role.ts';
import type { Report } from './configuration-error.ts';
import { isLoopbackHost } from './loopback.ts';
import { isPasswordHash } from './password-hash.ts';
import { Secret } from './secret.ts';
import type { Lookup } from './source-auth.ts';

/** Somebody who signs in with a password. */
export interface PasswordUser {
  name: string;
  role: Role;
  /** What the password is checked against; a password in the clear where the configuration holds one. */
  secret: { hash: string } | { clear: Secret };
}

/** Where users stand: in RUNLENS_USERS itself, in a file that it names, in RUNLENS_PASSWORD alone. */
export type UsersFrom = 'variable' | 'file' | 'password';

/** Which groups of an identity provider have which role; `everyone` is the role of who is in none of them, null for no entry. */
export interface GroupRoles {
  groups: ReadonlyMap<string, Role>;
  everyone: Role | null;
}

/** How people sign in. */
export type AuthConfig =
  | { mode: 'none' }
  | { mode: 'password'; users: readonly PasswordUser[]; from: UsersFrom }
  | {
      mode: 'oidc';
      issuer: string;
      clientId: string;
      clientSecret: Secret;
      groupsClaim: string;
      scopes: string;
      roles: GroupRoles;
    }
  | { mode: 'header'; userHeader: string; groupsHeader: string; roles: GroupRoles };

const MODES = ['none', 'password', 'oidc', 'header'] as const;
const HEADER_NAME = /^[a-z0-9-]{1,64}$/;

/** What else of the configuration sign-in depends on. */
interface Around {
  loopback: boolean;
  publicOrigin: string | null;
  trustedProxies: readonly string[];
}

/**
 * Reads RUNLENS_AUTH and what each mode needs; reports what cannot be used. Without RUNLENS_AUTH it is `password` where users or
 * a password are given, else `none`, which is refused beyond loopback.
 */
export function readAuthConfig(read: Lookup, report: Report, around: Around): AuthConfig {
  const given = read('RUNLENS_USERS') !== undefined || read('RUNLENS_PASSWORD') !== undefined;
  const mode = read('RUNLENS_AUTH') ?? (given ? 'password' : 'none');
  switch (mode) {
    case 'none':
      return readNone(read, report, around.loopback);
    case 'password':
      return { mode, users: readUsers(read, report), from: usersFrom(read('RUNLENS_USERS')) };
    case 'oidc':
      return readOidc(read, report, around.publicOrigin);
    case 'header':
      return readHeader(read, report, around.trustedProxies);
    default:
      report('RUNLENS_AUTH', `must be one of ${MODES.join(', ')}`);
      return { mode: 'none' };
  }
}

function readNone(read: Lookup, report: Report, loopback: boolean): AuthConfig {
  if (!loopback || read('VERCEL') !== undefined) {
    report(
      'RUNLENS_AUTH',
      'is needed beyond this machine: whoever reached this address could read every run. Set RUNLENS_PASSWORD for one user called admin, or RUNLENS_AUTH=password, oidc or header',
    );
  }
  return { mode: 'none' };
}

/** What the person who runs Runlens should know of who may come in: `none` is safe as long as nobody is let in from elsewhere. */
export function authNotices(read: Lookup, { mode }: AuthConfig, publicOrigin: string | null): string[] {
  const chosen = read('RUNLENS_AUTH') !== undefined;
  if (mode !== 'none' || chosen || publicOrigin === null || isLoopbackHost(new URL(publicOrigin).hostname)) return [];
  return [
    `Nobody has to sign in: whoever reaches ${publicOrigin} may do everything. Set RUNLENS_PASSWORD, or RUNLENS_AUTH=password, oidc or header; RUNLENS_AUTH=none where the proxy in front asks people itself.`,
  ];
}

function readUsers(read: Lookup, report: Report): PasswordUser[] {
  const list = read('RUNLENS_USERS');
  const password = read('RUNLENS_PASSWORD');
  const users = list === undefined ? [] : parseUsers(list, report);
  if (password !== undefined) {
    if (users.some(({ name }) => name === 'admin')) {
      report('RUNLENS_PASSWORD', 'is for a user called admin, whom RUNLENS_USERS has already');
    }
    if (!isPasswordHash(password) && password.length < 8) report('RUNLENS_PASSWORD', 'must have 8 characters or more');
    users.push({
      name: 'admin',
      role: 'admin',
      secret: isPasswordHash(password) ? { hash: password } : { clear: new Secret(password) },
    });
  }
  if (users.length === 0 && list === undefined) {
    report('RUNLENS_AUTH', 'is password, but nobody can sign in. Set RUNLENS_PASSWORD, or RUNLENS_USERS');
  }
  return users;
}

function usersFrom(list: string | undefined): UsersFrom {
  if (list === undefined) return 'password';
  return list.startsWith('[') ? 'variable' : 'file';
}

const USERS_FORM =
  '[{"name":"ada","role":"admin","hash":"…"}] or the path of such a file; npm run hash-password makes the hash';

function parseUsers(text: string, report: Report): PasswordUser[] {
  let value: unknown;
  try {
    const json = text.startsWith('[')
      ? text
      : readFileSync(/* turbopackIgnore: true */ text, 'utf8').replace(/^\uFEFF/, '');
    value = JSON.parse(json);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    report('RUNLENS_USERS', `cannot be read${code}; it must be ${USERS_FORM}`);
    return [];
  }
  if (!Array.isArray(value) || value.length === 0) {
    report('RUNLENS_USERS', `must be ${USERS_FORM}`);
    return [];
  }
  const users: PasswordUser[] = [];
  for (const [i, one] of (value as unknown[]).entries()) {
    const { name, role, hash } = typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {};
    if (typeof name !== 'string' || !/^[^\p{Cc}]{1,100}$/u.test(name))
      report('RUNLENS_USERS', `entry ${i + 1} needs a name`);
    else if (users.some((user) => user.name === name)) report('RUNLENS_USERS', `has the name ${name} twice`);
    else if (!isRole(role)) report('RUNLENS_USERS', `entry ${i + 1} (${name}) needs a role: ${ROLES.join(', ')}`);
    else if (typeof hash !== 'string' || !isPasswordHash(hash)) {
      report('RUNLENS_USERS', `entry ${i + 1} (${name}) needs a hash, which npm run hash-password makes`);
    } else users.push({ name, role, secret: { hash } });
  }
  return users;
}

function readOidc(read: Lookup, report: Report, publicOrigin: string | null): AuthConfig {
  const issuer = read('RUNLENS_OIDC_ISSUER') ?? '';
  if (
    !/^https:\/\/\S+$|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/\S*)?$/.test(issuer) ||
    !URL.canParse(issuer)
  ) {
    report(
      'RUNLENS_OIDC_ISSUER',
      'must be the https address of the identity provider, for example https://id.example.org',
    );
  }
  const clientId = read('RUNLENS_OIDC_CLIENT_ID') ?? '';
  if (clientId === '') report('RUNLENS_OIDC_CLIENT_ID', 'is needed: the id under which the provider knows Runlens');
  const clientSecret = read('RUNLENS_OIDC_CLIENT_SECRET') ?? '';
  if (clientSecret === '')
    report('RUNLENS_OIDC_CLIENT_SECRET', 'is needed: the secret that the provider gave with the id');
  if (publicOrigin === null) {
    report('RUNLENS_PUBLIC_URL', 'is needed for RUNLENS_AUTH=oidc: the provider sends people back to it');
  }
  return {
    mode: 'oidc',
    issuer,
    clientId,
    clientSecret: new Secret(clientSecret),
    groupsClaim: read('RUNLENS_OIDC_GROUPS_CLAIM') ?? 'groups',
    scopes: read('RUNLENS_OIDC_SCOPES') ?? 'openid profile email',
    roles: readGroupRoles(read, report),
  };
}

function readHeader(read: Lookup, report: Report, trustedProxies: readonly string[]): AuthConfig {
  const userHeader = (read('RUNLENS_HEADER_USER') ?? 'x-forwarded-user').toLowerCase();
  const groupsHeader = (read('RUNLENS_HEADER_GROUPS') ?? 'x-forwarded-groups').toLowerCase();
  if (!HEADER_NAME.test(userHeader)) report('RUNLENS_HEADER_USER', 'must be the name of a header');
  if (!HEADER_NAME.test(groupsHeader)) report('RUNLENS_HEADER_GROUPS', 'must be the name of a header');
  if (trustedProxies.length === 0) {
    report(
      'RUNLENS_TRUST_PROXY',
      'is needed for RUNLENS_AUTH=header: the addresses of the proxy whose headers say who somebody is, for example 10.0.0.5,10.1.0.0/16',
    );
  }
  return { mode: 'header', userHeader, groupsHeader, roles: readGroupRoles(read, report) };
}

/** RUNLENS_ROLES: `{"runlens-admins":"admin","*":"viewer"}`. */
function readGroupRoles(read: Lookup, report: Report): GroupRoles {
  const text = read('RUNLENS_ROLES');
  const groups = new Map<string, Role>();
  if (text === undefined) return { groups, everyone: 'viewer' };
  const form = `must be JSON such as {"runlens-admins":"admin","*":"viewer"} with the roles ${ROLES.join(', ')}`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report('RUNLENS_ROLES', form);
    return { groups, everyone: null };
  }
  for (const [group, role] of Object.entries(value)) {
    if (isRole(role)) groups.set(group, role);
    else report('RUNLENS_ROLES', form);
  }
  const everyone = groups.get('*') ?? null;
  groups.delete('*');
  return { groups, everyone };
}

/** RUNLENS_TRUST_PROXY: addresses or blocks, separated by commas. */
export function readTrustedProxies(read: Lookup, report: Report): string[] {
  const text = read('RUNLENS_TRUST_PROXY');
  if (text === undefined) return [];
  const list = text.split(',').map((one) => one.trim());
  for (const one of list) {
    const [address = '', bits] = one.split('/');
    const most = isIP(address) === 4 ? 32 : 128;
    if (isIP(address) === 0 || (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most))) {
      report(
        'RUNLENS_TRUST_PROXY',
        `must be addresses or blocks such as 10.0.0.5 or 10.1.0.0/16, separated by commas; ${one} is neither`,
      );
    }
  }
  return list;
}
