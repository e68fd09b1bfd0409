import { readId, readPageQuery } from '#lib/server/http/list-query.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { route } from '#lib/server/http/route.ts';
import { listThreads } from '#lib/server/threads/read-thread.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query, signal }) =>
    jsonResponse(await listThreads(readId(query.get('source'), 'source'), readPageQuery(query), signal)),
});
