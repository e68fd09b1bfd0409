import { readAccessToken } from '#lib/server/auth/access-tokens.ts';
import { type RouteCall, route } from '#lib/server/http/route.ts';
import { passThrough } from '#lib/server/passthrough/pass-through.ts';

/** Streams end here where functions are short-lived, seconds. */
export const maxDuration = 300;

const roleOf = async (token: string) => (await readAccessToken(token))?.role ?? null;
const handOn = ({ request, params, requestId }: RouteCall) =>
  passThrough(request, params.source ?? '', requestId, roleOf);

/** The pass-through for SDK clients: its own token instead of the rules for browsers. */
export const { GET, POST, PUT, PATCH, DELETE } = route(
  'public',
  { GET: handOn, POST: handOn, PUT: handOn, PATCH: handOn, DELETE: handOn },
  { anyHost: true, anyOrigin: true },
);
