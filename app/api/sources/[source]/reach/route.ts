import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { reachOf } from '#lib/server/sources/reach.ts';

/** Whether a source answers and takes the key, found out by a call to it unless one was made just now. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, signal }) => Response.json(await reachOf(readId(params.source, 'source'), signal)),
});
