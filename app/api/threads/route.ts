import { readId, readPageQuery } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { listThreads } from '#lib/server/threads/read-thread.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query, signal }) =>
    Response.json(await listThreads(readId(query.get('source'), 'source'), readPageQuery(query), signal)),
});
