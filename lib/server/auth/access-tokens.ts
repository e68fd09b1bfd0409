import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { isRole, type Role } from '../../domain/role.ts';
import { accessRecords } from './access-records.ts';
import type { Actor } from './actor.ts';

/** A token for scripts and SDK clients, as lists show it. */
export interface AccessToken {
  /** For revoking; says nothing of the token. */
  id: string;
  name: string;
  role: Role;
  /** Who made it. */
  owner: string;
  createdAt: number;
  expiresAt: number | null;
}

const BYTES = 24;
const MOST = 1_000;

/** Makes a token; its text is given this once and kept as a hash only. */
export async function makeAccessToken(
  of: Pick<AccessToken, 'name' | 'role' | 'owner' | 'expiresAt'>,
): Promise<{ token: string; kept: AccessToken }> {
  const token = `rlt_${randomBytes(BYTES).toString('base64url')}`;
  const kept = { ...of, id: hashOf(token), createdAt: Date.now() };
  await (await accessRecords()).putRecord('access_token', { id: kept.id, value: JSON.stringify(kept) }, of.expiresAt);
  return { token, kept };
}

/** All tokens, newest first. */
export async function listAccessTokens(): Promise<AccessToken[]> {
  const records = await (await accessRecords()).listRecords('access_token', { limit: MOST });
  const tokens = records.flatMap(({ value }) => parse(value) ?? []);
  return tokens.filter(isAlive).sort((a, b) => b.createdAt - a.createdAt);
}

/** False where there is no such token, or it is not the owner's; null as owner stands for anybody's. */
export async function revokeAccessToken(id: string, owner: string | null): Promise<boolean> {
  const records = await accessRecords();
  const token = parse((await records.getRecord('access_token', id)) ?? '');
  if (!token || (owner !== null && token.owner !== owner)) return false;
  return records.deleteRecord('access_token', id);
}

/** Who presents a token; null for one that is not known, revoked or over. */
export async function readAccessToken(token: string): Promise<Actor | null> {
  const kept = parse((await (await accessRecords()).getRecord('access_token', hashOf(token))) ?? '');
  if (!kept || !isAlive(kept)) return null;
  return { name: `${kept.owner} (${kept.name})`, role: kept.role, via: 'token', session: null };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function isAlive({ expiresAt }: AccessToken): boolean {
  return expiresAt === null || expiresAt > Date.now();
}

function parse(text: string): AccessToken | null {
  if (text === '') return null;
  const { id, name, role, owner, createdAt, expiresAt } = JSON.parse(text) as Partial<AccessToken>;
  if (!id || !name || !owner || !createdAt || !isRole(role)) return null;
  return { id, name, role, owner, createdAt, expiresAt: expiresAt ?? null };
}
