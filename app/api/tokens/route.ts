import { makeTokenSchema } from '#lib/contract/access-schema.ts';
import { fail } from '#lib/domain/failure.ts';
import { allows } from '#lib/domain/role.ts';
import { listAccessTokens, makeAccessToken } from '#lib/server/auth/access-tokens.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { requirePerson } from '#lib/server/auth/require-role.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { route } from '#lib/server/http/route.ts';

const FORM =
  'Send {"name":"…","role":"viewer","expiresIn":seconds or null} with a role of viewer, sharer, operator or admin.';
const MOST_BYTES = 4 * 1024;

/** GET lists one's own access tokens, for admins everybody's; POST makes one, which the answer holds this once. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ actor }) => {
    requirePerson(actor);
    const items = await listAccessTokens(allows(actor.role, 'admin') ? null : actor.name);
    return Response.json({ items, nextCursor: null, total: items.length });
  },
  POST: async (call) => {
    const { request, actor } = call;
    requirePerson(actor);
    const { name, role, expiresIn } = await readJson(request, makeTokenSchema, FORM, MOST_BYTES);
    const made = await audited(call, 'token_made', { what: `${name}, ${role}` }, async () => {
      if (!allows(actor.role, role)) fail('forbidden', `A token can do what you may at most; you are ${actor.role}.`);
      const expiresAt = expiresIn === null ? null : Date.now() + expiresIn * 1000;
      return makeAccessToken({ name, role, owner: actor.name, expiresAt });
    });
    return Response.json(made, { status: 201 });
  },
});
