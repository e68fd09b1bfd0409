import 'server-only';
import type { AuthConfig } from '../auth-config.ts';
import { SHARE_PREFIX } from '../../domain/share.ts';
import { readEnvironment } from '../env.ts';
import { readAccessToken } from './access-tokens.ts';
import { type Actor, LOCAL } from './actor.ts';
import { roleOfGroups } from './group-role.ts';
import { userOf } from './password-sign-in.ts';
import { isRepeated, isTrustedPeer } from './peer.ts';
import { meetNowAndThen } from './people.ts';
import { readSession, sessionCookieName } from './session.ts';

/** Who asks, by the headers of a request; null for nobody known. */
export async function identify(headers: Headers): Promise<Actor | null> {
  const { auth } = readEnvironment();
  // The token of a share link is never a session, not even where nobody has to sign in.
  // The scheme is one in any letters (RFC 9110, 11.1).
  const shown = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  if (shown.startsWith(SHARE_PREFIX)) return null;
  if (/^rlt_[A-Za-z0-9_-]{32,64}$/.test(shown)) return readAccessToken(shown);
  if (auth.mode === 'none') return LOCAL;
  if (auth.mode === 'header') return byHeader(auth, headers);
  const seal = cookieOf(headers, sessionCookieName());
  return seal === null ? null : bySession(auth, seal);
}

async function bySession(auth: AuthConfig, seal: string): Promise<Actor | null> {
  const session = await readSession(seal);
  if (!session || session.via !== auth.mode) return null;
  const { id, name, via } = session;
  const role = via === 'oidc' ? session.role : (userOf(auth, name, session.print)?.role ?? null);
  return role === null ? null : { name, role, via, session: id };
}

function byHeader(auth: AuthConfig & { mode: 'header' }, headers: Headers): Actor | null {
  if (!isTrustedPeer(headers) || isRepeated(headers, auth.userHeader) || isRepeated(headers, auth.groupsHeader))
    return null;
  const name = headers.get(auth.userHeader)?.trim() ?? '';
  if (!/^[^\p{Cc}]{1,200}$/u.test(name)) return null;
  const groups = (headers.get(auth.groupsHeader) ?? '').split(/[,;]/).map((one) => one.trim());
  const role = roleOfGroups(auth.roles, groups);
  if (role === null) return null;
  meetNowAndThen({ name, via: 'header', role });
  return { name, role, via: 'header', session: null };
}

function cookieOf(headers: Headers, name: string): string | null {
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
