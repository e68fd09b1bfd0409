import { allows } from '#lib/domain/role.ts';
import { note } from '#lib/server/auth/audit.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { revokeShare } from '#lib/server/shares/list-shares.ts';

/** Revokes a link: one's own, an admin anybody's. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('sharer', {
  DELETE: async ({ request, params, actor }) => {
    const owner = allows(actor.role, 'admin') ? null : actor.name;
    const share = await revokeShare(readId(params.id, 'share'), owner);
    await note(request.headers, actor.name, 'share_revoked', `${share.id} ${share.source}/${share.key}`);
    return Response.json(share);
  },
});
