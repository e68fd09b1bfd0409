import { fail } from '#lib/domain/failure.ts';
import { allows } from '#lib/domain/role.ts';
import { revokeAccessToken } from '#lib/server/auth/access-tokens.ts';
import { note } from '#lib/server/auth/audit.ts';
import { requirePerson } from '#lib/server/auth/require-role.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';

/** DELETE revokes an access token: one's own, for admins anybody's. It stops working at once, on every server. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  DELETE: async ({ request, params, actor }) => {
    requirePerson(actor);
    const owner = allows(actor.role, 'admin') ? null : actor.name;
    const token = await revokeAccessToken(readId(params.id, 'token'), owner);
    if (!token) fail('not_found', 'There is no such token, or it is not yours.');
    await note(request.headers, actor.name, 'token_revoked', `${token.name}, of ${token.owner}`);
    return new Response(null, { status: 204 });
  },
});
