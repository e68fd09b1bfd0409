import { route } from '#lib/server/http/route.ts';
import { readiness } from '#lib/server/operations/readiness.ts';

/** Whether requests should be sent here: the archive answers, its tables are up to date, and the process is not about to end. */
export const { GET, POST, PUT, PATCH, DELETE } = route(
  'public',
  {
    GET: async () => {
      const { ready, ...found } = await readiness();
      return Response.json({ status: ready ? 'ready' : 'not_ready', ...found }, { status: ready ? 200 : 503 });
    },
  },
  { anyHost: true },
);
