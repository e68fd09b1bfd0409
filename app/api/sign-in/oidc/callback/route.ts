import { note } from '#lib/server/auth/audit.ts';
import { begunCookie, endOidc } from '#lib/server/auth/oidc.ts';
import { redirectResponse } from '#lib/server/http/redirect.ts';
import { route } from '#lib/server/http/route.ts';

/** Where the identity provider sends people back to. */
export const { GET, POST, PUT, PATCH, DELETE } = route('public', {
  GET: async ({ request }) => {
    const { search } = new URL(request.url);
    const { location, cookies, name } = await endOidc(search, begunCookie(request.headers), request.headers);
    if (name === null) await note(request.headers, 'unknown', 'sign_in_failed', null, 'unauthorized');
    else await note(request.headers, name, 'sign_in');
    return redirectResponse(location, cookies);
  },
});
