import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { fail } from '../../domain/failure.ts';
import { SHARE_PREFIX } from '../../domain/share.ts';

const TOKEN = new RegExp(`^${SHARE_PREFIX}[A-Za-z0-9_-]{32}$`);

/** A new token: 24 random bytes. It is kept as a hash only. */
export function makeShareToken(): string {
  return SHARE_PREFIX + randomBytes(24).toString('base64url');
}

/** What a token is kept as. Throws `not_found` for what is none, before anything is looked up. */
export function hashOfToken(token: string): string {
  if (!TOKEN.test(token)) fail('not_found', 'There is no such link.');
  return createHash('sha256').update(token).digest('base64url');
}

/** A new id of a share, which says nothing of its token. */
export function makeShareId(): string {
  return `share_${randomBytes(12).toString('base64url')}`;
}
