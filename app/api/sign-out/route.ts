import { note } from '#lib/server/auth/audit.ts';
import { identify } from '#lib/server/auth/identify.ts';
import { endSession } from '#lib/server/auth/session.ts';
import { route } from '#lib/server/http/route.ts';

/** Ends the session on the server and takes the cookie away; fine for who has none. */
export const { GET, POST, PUT, PATCH, DELETE } = route('public', {
  POST: async ({ request }) => {
    const actor = await identify(request.headers);
    const cookie = await endSession(actor?.session ?? null);
    if (actor?.session) await note(request.headers, actor.name, 'sign_out');
    return new Response(null, { status: 204, headers: { 'set-cookie': cookie } });
  },
});
