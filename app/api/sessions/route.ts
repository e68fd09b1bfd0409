import { fail } from '#lib/domain/failure.ts';
import { allows } from '#lib/domain/role.ts';
import { note } from '#lib/server/auth/audit.ts';
import { endSessionsOf, listSessions } from '#lib/server/auth/open-sessions.ts';
import { requirePerson } from '#lib/server/auth/require-role.ts';
import { endSession, SESSION_SECONDS } from '#lib/server/auth/session.ts';
import { route } from '#lib/server/http/route.ts';

/**
 * GET lists one's own sessions, for admins everybody's; DELETE ends all of one's own, or with `name` and `via` all of somebody
 * else's, on every server.
 */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ actor }) => {
    const all = await listSessions(actor.session);
    const isOwn = (one: { name: string; via: string }) => one.name === actor.name && one.via === actor.via;
    const items = allows(actor.role, 'admin') ? all : all.filter(isOwn);
    return Response.json({ items, nextCursor: null, total: items.length });
  },
  DELETE: async ({ request, query, actor }) => {
    requirePerson(actor);
    const [name, via] = [query.get('name') ?? actor.name, query.get('via') ?? actor.via];
    const own = name === actor.name && via === actor.via;
    if (!own && !allows(actor.role, 'admin')) fail('forbidden', 'You can end your own sessions; an admin any.');
    if (via !== 'password' && via !== 'oidc') fail('invalid_request', 'Nobody has sessions by that way of signing in.');
    const ended = await endSessionsOf(via, name, SESSION_SECONDS * 1000);
    await note(request.headers, actor.name, 'sessions_ended', name);
    const headers: Record<string, string> = own ? { 'set-cookie': await endSession(actor.session) } : {};
    return Response.json({ ended }, { headers });
  },
});
