import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { Share } from '../../domain/share.ts';
import { shareArchive } from './share-archive.ts';
import { shareOf } from './share-about.ts';

/** Whose links somebody may see and end: null as `owner` stands for everybody's. */
export interface ShareScope {
  owner: string | null;
  run: { source: string; key: string } | null;
}

/** Links, the newest first; those that are over for 30 days more. */
export async function listShares(
  scope: ShareScope,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<Page<Share>> {
  const found = await (await shareArchive()).listShares(scope, { cursor, limit: limit + 1 });
  const items = found.slice(0, limit).map(shareOf);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null, total: null };
}

/** Ends a link at once; gives which. `not_found` where there is none, it is somebody else's, or it is over already. */
export async function revokeShare(id: string, owner: string | null): Promise<Share> {
  const archive = await shareArchive();
  const kept = await archive.getShare(id);
  if (!kept || (owner !== null && kept.owner !== owner) || !(await archive.revokeShare(id))) {
    return fail('not_found', 'There is no such link, or it is over already.');
  }
  return shareOf({ ...kept, revokedAt: kept.now });
}
