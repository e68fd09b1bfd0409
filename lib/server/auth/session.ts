import 'server-only';
import { randomBytes } from 'node:crypto';
import { sealData, unsealData } from 'iron-session';
import type { Role } from '../../domain/role.ts';
import { readEnvironment } from '../env.ts';
import { accessRecords } from './access-records.ts';
import { forgetSession, keepSession, sessionStamp, wholeStamp } from './open-sessions.ts';
import { sessionSecret } from './session-secret.ts';

/** How long a session lasts (seconds). */
export const SESSION_SECONDS = 8 * 60 * 60;

/** What a session's cookie holds, sealed: nobody else can read or make one. */
export interface Session {
  id: string;
  name: string;
  via: 'password' | 'oidc';
  /** Role that the identity provider's groups gave; a password user has the one of the configuration. */
  role: Role | null;
  /** Changes with the password of a user, so that a new one ends the sessions of the old. */
  print: string | null;
  /** ms since 1970. */
  openedAt: number;
}

/** Name of the cookie: bound to this host and https where people use that. */
export function sessionCookieName(): string {
  return isHttps() ? '__Host-session' : 'session';
}

/** A new session as the value of a `Set-Cookie` header; `from` are the headers of who signs in. */
export async function openSession(of: Omit<Session, 'id' | 'openedAt'>, from: Headers): Promise<string> {
  const session: Session = { ...of, id: randomBytes(24).toString('base64url'), openedAt: Date.now() };
  const seal = await sealData(session, { password: await sessionSecret(), ttl: SESSION_SECONDS });
  await keepSession(session, SESSION_SECONDS * 1000, from);
  return cookieHeader(seal, SESSION_SECONDS);
}

/** The session that a cookie's value holds; null where it is none, has run out or was ended. */
export async function readSession(seal: string): Promise<Session | null> {
  if (seal.length > 4096) return null;
  const session = await unsealData<Partial<Session>>(seal, {
    password: await sessionSecret(),
    ttl: SESSION_SECONDS,
  }).catch(() => null);
  if (!session?.id || !session.name || !session.via) return null;
  const records = await accessRecords();
  const [ended, allEnded] = await Promise.all([
    records.getRecord('ended_session', sessionStamp(session.id)),
    records.getRecord('ended_session', wholeStamp(session.via, session.name)),
  ]);
  const openedAt = session.openedAt ?? 0;
  if (ended !== null || (allEnded !== null && openedAt <= Number(allEnded))) return null;
  return {
    id: session.id,
    name: session.name,
    via: session.via,
    role: session.role ?? null,
    print: session.print ?? null,
    openedAt,
  };
}

/** Ends a session on every server; gives the `Set-Cookie` header that takes the cookie away. */
export async function endSession(id: string | null): Promise<string> {
  if (id !== null) {
    const until = Date.now() + SESSION_SECONDS * 1000;
    await (await accessRecords()).putRecord('ended_session', { id: sessionStamp(id), value: '' }, until);
    await forgetSession(id);
  }
  return cookieHeader('', 0);
}

function isHttps(): boolean {
  return readEnvironment().publicOrigin?.startsWith('https:') === true;
}

function cookieHeader(value: string, seconds: number): string {
  const secure = isHttps() ? '; Secure' : '';
  return `${sessionCookieName()}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
