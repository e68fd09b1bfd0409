import 'server-only';
import { createHash } from 'node:crypto';
import type { SessionInfo, SignInMode } from '../../domain/access.ts';
import { accessRecords } from './access-records.ts';
import { clientOf } from './peer.ts';

/** Sessions that are listed. */
const MOST = 2_000;
const LONGEST_AGENT = 200;

/** What is kept of a session beside its cookie: whose it is and where it was opened, by the hash of its id. */
type Kept = Omit<SessionInfo, 'current'>;

/** Notes a session that begins. Its cookie alone opens it; this is for the lists of who is signed in. */
export async function keepSession(
  { id, name, via, openedAt }: { id: string; name: string; via: SignInMode; openedAt: number },
  lasts: number,
  from: Headers,
): Promise<void> {
  const kept: Kept = {
    id: sessionStamp(id),
    name,
    via,
    openedAt,
    endsAt: openedAt + lasts,
    address: clientOf(from),
    agent: from.get('user-agent')?.slice(0, LONGEST_AGENT) ?? null,
  };
  await (await accessRecords()).putRecord('session', { id: kept.id, value: JSON.stringify(kept) }, kept.endsAt);
}

/** Takes a session that has ended out of the lists. */
export async function forgetSession(id: string): Promise<void> {
  await (await accessRecords()).deleteRecord('session', sessionStamp(id));
}

/** Open sessions, newest first; `current` is the id of the one that asks. */
export async function listSessions(current: string | null): Promise<SessionInfo[]> {
  const records = await (await accessRecords()).listRecords('session', { limit: MOST });
  const asking = current === null ? null : sessionStamp(current);
  return records
    .map(({ value }) => JSON.parse(value) as Kept)
    .filter(({ endsAt }) => endsAt > Date.now())
    .map((kept) => ({ ...kept, current: kept.id === asking }))
    .sort((a, b) => b.openedAt - a.openedAt);
}

/** Ends every session that somebody has, on every server, also those that are not listed. Gives how many were. */
export async function endSessionsOf(via: SignInMode, name: string, lasts: number): Promise<number> {
  const records = await accessRecords();
  const now = Date.now();
  await records.putRecord('ended_session', { id: wholeStamp(via, name), value: String(now) }, now + lasts);
  const theirs = (await listSessions(null)).filter((one) => one.via === via && one.name === name);
  for (const { id } of theirs) await records.deleteRecord('session', id);
  return theirs.length;
}

/** Under what the end of a session is kept. */
export function sessionStamp(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

/** Under what the end of all sessions of somebody is kept; no session has such an id. */
export function wholeStamp(via: SignInMode, name: string): string {
  return `all ${createHash('sha256').update(`${via}\n${name}`).digest('base64url')}`;
}
