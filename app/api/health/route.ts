import { route } from '#lib/server/http/route.ts';

/** Alive: the process answers. Says nothing about sources. */
export const { GET, POST, PUT, PATCH, DELETE } = route(
  'public',
  { GET: async () => Response.json({ status: 'ok' }) },
  { anyHost: true },
);
