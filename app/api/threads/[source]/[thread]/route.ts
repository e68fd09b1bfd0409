import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { getThread } from '#lib/server/threads/read-thread.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, signal }) =>
    jsonResponse(await getThread(readId(params.source, 'source'), readId(params.thread, 'thread'), signal)),
});
