import { route } from '#lib/server/http/route.ts';
import { listSources } from '#lib/server/sources/list-sources.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async () => Response.json(await listSources()),
});
