import 'server-only';
import { createHash } from 'node:crypto';
import type { People, Person, SignInMode } from '../../domain/access.ts';
import { isRole, type Role } from '../../domain/role.ts';
import type { AuthConfig, UsersFrom } from '../auth-config.ts';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import { accessRecords } from './access-records.ts';
import { listSessions } from './open-sessions.ts';

type Met = Pick<Person, 'name' | 'via'> & { role: Role; seenAt: number };

const MOST = 2_000;
/** Who was not here for so long is forgotten, and their tokens with them. */
const REMEMBERED = 400 * 86_400_000;
const NOW_AND_THEN = 3_600_000;

const FROM: Record<UsersFrom, string> = {
  variable: 'RUNLENS_USERS',
  file: 'the file that RUNLENS_USERS names',
  password: 'RUNLENS_PASSWORD',
};

/** Remembers that somebody came in, and with which role. */
export async function meet({ name, via, role }: { name: string; via: SignInMode; role: Role }): Promise<void> {
  const met: Met = { name, via, role, seenAt: Date.now() };
  const record = { id: personId(via, name), value: JSON.stringify(met) };
  await (await accessRecords()).putRecord('person', record, met.seenAt + REMEMBERED);
}

/** The same where nobody signs in: at most once an hour for each person and role, and never in the way. */
export function meetNowAndThen(who: { name: string; via: SignInMode; role: Role }): void {
  const known = processState('people-met', () => new Map<string, { at: number; role: Role }>());
  const id = personId(who.via, who.name);
  const last = known.get(id);
  const now = Date.now();
  if (last && last.role === who.role && last.at > now - NOW_AND_THEN) return;
  if (known.size >= MOST) known.clear();
  known.set(id, { at: now, role: who.role });
  void meet(who).catch(() => known.delete(id));
}

/** The role that somebody has as far as is known now; null for who has none (any more), or is known in another way. */
export async function roleNow(via: SignInMode, name: string): Promise<Role | null> {
  const { auth } = readEnvironment();
  if (auth.mode !== via) return null;
  if (auth.mode === 'none') return 'admin';
  if (auth.mode === 'password') return auth.users.find((user) => user.name === name)?.role ?? null;
  return parse((await (await accessRecords()).getRecord('person', personId(via, name))) ?? '')?.role ?? null;
}

/** Everybody who may come in or has come in, by name. */
export async function listPeople(): Promise<People> {
  const { auth } = readEnvironment();
  const records = await (await accessRecords()).listRecords('person', { limit: MOST });
  const met = records.flatMap(({ value }) => parse(value) ?? []).filter(({ via }) => via === auth.mode);
  const open = (await listSessions(null)).filter(({ via }) => via === auth.mode);
  const sessionsOf = (name: string) => open.filter((session) => session.name === name).length;
  const person = (name: string, role: Role | null): Person => {
    const seenAt = met.find((one) => one.name === name)?.seenAt ?? null;
    return { name, via: auth.mode, role, seenAt, sessions: sessionsOf(name) };
  };
  const items = auth.mode === 'password' ? auth.users.map(({ name, role }) => person(name, role)) : [];
  const others = met.filter(({ name }) => !items.some((one) => one.name === name));
  // Somebody whom the configuration does not have any more has no role.
  items.push(...others.map(({ name, role }) => person(name, auth.mode === 'password' ? null : role)));
  return { mode: auth.mode, from: fromOf(auth), groups: groupsOf(auth), items: items.sort(byName) };
}

function fromOf(auth: AuthConfig): string {
  if (auth.mode === 'password') return FROM[auth.from];
  if (auth.mode === 'oidc') return auth.issuer;
  return auth.mode === 'header' ? `the header ${auth.userHeader} of the proxy in front` : '';
}

function groupsOf(auth: AuthConfig): People['groups'] {
  if (auth.mode !== 'oidc' && auth.mode !== 'header') return [];
  const { groups, everyone } = auth.roles;
  const named = Array.from(groups, ([group, role]) => ({ group, role }));
  return everyone === null ? named : [...named, { group: '*', role: everyone }];
}

function byName(a: Person, b: Person): number {
  return a.name.localeCompare(b.name, 'en');
}

function personId(via: SignInMode, name: string): string {
  return createHash('sha256').update(`${via}\n${name}`).digest('base64url');
}

function parse(text: string): Met | null {
  if (text === '') return null;
  const { name, via, role, seenAt } = JSON.parse(text) as Partial<Met>;
  return name && via && isRole(role) && seenAt ? { name, via, role, seenAt } : null;
}
