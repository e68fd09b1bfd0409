import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readPageQuery } from '#lib/server/http/list-query.ts';
import { ndjsonResponse } from '#lib/server/http/ndjson.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { listSteps } from '#lib/server/runs/list-steps.ts';
import { streamSteps } from '#lib/server/runs/stream-steps.ts';

/** Steps as a page, or all of them from `cursor` on as a stream of lines when the client accepts `application/x-ndjson`. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ request, params, query, signal, requestId }) => {
    const { source, key } = readRunAddress(params);
    const page = readPageQuery(query);
    if (request.headers.get('accept')?.includes('application/x-ndjson')) {
      return ndjsonResponse(streamSteps(source, key, page.cursor, signal), requestId);
    }
    return jsonResponse(await listSteps(source, key, page, signal));
  },
});
