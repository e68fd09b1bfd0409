import { allows } from '#lib/domain/role.ts';
import type { Share } from '#lib/domain/share.ts';
import { ownerOf } from '#lib/server/auth/actor.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { revokeShare } from '#lib/server/shares/list-shares.ts';

/** Revokes a link: one's own, an admin anybody's. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('sharer', {
  DELETE: async ({ request, params, actor }) => {
    const owner = allows(actor.role, 'admin') ? null : ownerOf(actor);
    const id = readId(params.id, 'share');
    const about = (share: Share | null) => ({ source: share?.source, key: share?.key, what: id });
    return Response.json(await audited({ request, actor }, 'share_revoked', about, () => revokeShare(id, owner)));
  },
});
