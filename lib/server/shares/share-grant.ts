import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { agreedSecret } from '../archive/agreed-secret.ts';
import { shareArchive } from './share-archive.ts';

/** How long who opened a link may read on, ms. */
const LASTS = 30 * 60_000;
const GRANT = /^(\d{13})\.([A-Za-z0-9_-]{43})$/;

/** What a page that counted as a view shows to the API for the next 30 minutes. */
export async function makeGrant(share: string, now: number): Promise<string> {
  const until = String(now + LASTS);
  return `${until}.${await signature(share, until)}`;
}

/** Whether a grant is one for this share and not over. */
export async function isGrant(share: string, grant: string | null, now: number): Promise<boolean> {
  const [, until, signed] = GRANT.exec(grant ?? '') ?? [];
  if (until === undefined || signed === undefined || Number(until) <= now) return false;
  return timingSafeEqual(Buffer.from(signed), Buffer.from(await signature(share, until)));
}

async function signature(share: string, until: string): Promise<string> {
  return createHmac('sha256', await agreedSecret('share', shareArchive))
    .update(`share grant ${share} ${until}`)
    .digest('base64url');
}
