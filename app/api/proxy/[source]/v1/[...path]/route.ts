import { readAccessToken } from '#lib/server/auth/access-tokens.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { type RouteCall, route } from '#lib/server/http/route.ts';
import { passThrough } from '#lib/server/passthrough/pass-through.ts';

/** Streams end here where functions are short-lived, seconds. */
export const maxDuration = 300;

const handOn = ({ request, params, requestId }: RouteCall) => {
  const actor = { name: 'RUNLENS_PROXY_TOKEN' };
  const roleOf = async (token: string) => {
    const found = await readAccessToken(token);
    if (found) actor.name = found.name;
    return found?.role ?? null;
  };
  const source = params.source ?? '';
  const call = () => passThrough(request, source, requestId, roleOf);
  if (request.method === 'GET' || request.method === 'HEAD') return call();
  return audited(
    { request, actor },
    'passed_through',
    { source, what: `${request.method} ${params.path ?? ''}` },
    call,
    { beside: true },
  );
};

/** The pass-through for SDK clients: its own token instead of the rules for browsers. */
export const { GET, POST, PUT, PATCH, DELETE } = route(
  'public',
  { GET: handOn, POST: handOn, PUT: handOn, PATCH: handOn, DELETE: handOn },
  { anyHost: true, anyOrigin: true },
);
