import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readId, readPageQuery } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { listThreadMessages } from '#lib/server/threads/read-thread.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, query, signal }) =>
    jsonResponse(
      await listThreadMessages(
        readId(params.source, 'source'),
        readId(params.thread, 'thread'),
        readPageQuery(query),
        signal,
      ),
    ),
});
