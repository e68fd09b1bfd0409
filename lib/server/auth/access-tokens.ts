import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import type { AccessToken } from '../../domain/access.ts';
import { fail } from '../../domain/failure.ts';
import { isRole, lowerRole } from '../../domain/role.ts';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import { accessRecords } from './access-records.ts';
import type { Actor } from './actor.ts';
import { roleNow } from './people.ts';

type Kept = Omit<AccessToken, 'usedAt'>;

const BYTES = 24;
/** Tokens in all, and of one owner. */
const MOST = 2_000;
const MOST_OF_ONE = 100;
/** Characters by which a token can be told from others: those of its form, and four. */
const SHOWN = 'rlt_'.length + 4;
/** The use of a token is noted so often, ms. */
const NOTE_EVERY = 60_000;

/** Makes a token; its text is given this once and kept as a hash only. Throws `invalid_request` where there are too many. */
export async function makeAccessToken(
  of: Pick<AccessToken, 'name' | 'role' | 'owner' | 'expiresAt'>,
): Promise<{ token: string; kept: AccessToken }> {
  const all = await listAccessTokens(null);
  if (all.length >= MOST || all.filter(({ owner }) => owner === of.owner).length >= MOST_OF_ONE) {
    fail(
      'invalid_request',
      `There are too many tokens: ${MOST_OF_ONE} of one person, ${MOST} in all. Revoke some first.`,
    );
  }
  const token = `rlt_${randomBytes(BYTES).toString('base64url')}`;
  const via = readEnvironment().auth.mode;
  const kept: Kept = { ...of, via, id: hashOf(token), prefix: token.slice(0, SHOWN), createdAt: Date.now() };
  await (await accessRecords()).putRecord('access_token', { id: kept.id, value: JSON.stringify(kept) }, of.expiresAt);
  return { token, kept: { ...kept, usedAt: null } };
}

/** Tokens that are alive, newest first: those of an owner, or of everybody. */
export async function listAccessTokens(owner: string | null): Promise<AccessToken[]> {
  const records = await accessRecords();
  const tokens = (await records.listRecords('access_token', { limit: MOST })).flatMap(
    ({ value }) => parse(value) ?? [],
  );
  const wanted = tokens.filter((one) => isAlive(one) && (owner === null || isOf(one, owner)));
  const uses = await records.listRecords('token_use', { limit: MOST });
  const usedAt = new Map(uses.map(({ id, value }) => [id, Number(value)]));
  return wanted
    .map((one) => ({ ...one, usedAt: usedAt.get(one.id) ?? null }))
    .sort((a, b) => b.createdAt - a.createdAt);
}

/** The token that was revoked; null where there is none, or it is not the owner's. Null as owner stands for anybody's. */
export async function revokeAccessToken(
  id: string,
  owner: string | null,
): Promise<Pick<AccessToken, 'name' | 'owner'> | null> {
  const records = await accessRecords();
  const token = parse((await records.getRecord('access_token', id)) ?? '');
  if (!token || (owner !== null && !isOf(token, owner))) return null;
  if (!(await records.deleteRecord('access_token', id))) return null;
  await records.deleteRecord('token_use', id);
  return token;
}

/**
 * Who presents a token; null for one that is not known, revoked or over, or whose owner may not come in any more. It never
 * does more than its owner may.
 */
export async function readAccessToken(token: string): Promise<Actor | null> {
  const kept = parse((await (await accessRecords()).getRecord('access_token', hashOf(token))) ?? '');
  if (!kept || !isAlive(kept)) return null;
  const owners = await roleNow(kept.via, kept.owner);
  if (owners === null) return null;
  noteUse(kept);
  const { owner, name } = kept;
  return { name: `${owner} (${name})`, role: lowerRole(kept.role, owners), via: 'token', session: null, owner };
}

/** By a record of its own, so that it cannot bring a revoked token back. */
function noteUse({ id, expiresAt }: Kept): void {
  const noted = processState('token-uses', () => new Map<string, number>());
  const now = Date.now();
  if ((noted.get(id) ?? 0) > now - NOTE_EVERY) return;
  if (noted.size >= MOST) noted.clear();
  noted.set(id, now);
  const put = async () => (await accessRecords()).putRecord('token_use', { id, value: String(now) }, expiresAt);
  void put().catch(() => noted.delete(id));
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Names mean somebody only together with how people are known here now. */
function isOf(token: Kept, owner: string): boolean {
  return token.owner === owner && token.via === readEnvironment().auth.mode;
}

function isAlive({ expiresAt }: Kept): boolean {
  return expiresAt === null || expiresAt > Date.now();
}

function parse(text: string): Kept | null {
  if (text === '') return null;
  const { id, prefix, name, role, owner, via, createdAt, expiresAt } = JSON.parse(text) as Partial<Kept>;
  if (!id || !name || !owner || !via || !createdAt || !isRole(role)) return null;
  return { id, prefix: prefix ?? 'rlt_', name, role, owner, via, createdAt, expiresAt: expiresAt ?? null };
}
