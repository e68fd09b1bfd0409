import { beginOidc } from '#lib/server/auth/oidc.ts';
import { redirectResponse } from '#lib/server/http/redirect.ts';
import { route } from '#lib/server/http/route.ts';

/** Goes to the identity provider, which sends people back to the callback, and that to `next`. */
export const { GET, POST, PUT, PATCH, DELETE } = route('public', {
  GET: async ({ query }) => {
    const { location, cookies } = await beginOidc(query.get('next'));
    return redirectResponse(location, cookies);
  },
});
