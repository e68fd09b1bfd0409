import { route } from '#lib/server/http/route.ts';
import { listSources } from '#lib/server/sources/list-sources.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: async () => Response.json(await listSources()) });
