import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readPageQuery } from '#lib/server/http/list-query.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { listRunMessages } from '#lib/server/runs/list-run-messages.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, query, signal }) => {
    const { source, key } = readRunAddress(params);
    return jsonResponse(await listRunMessages(source, key, readPageQuery(query), signal));
  },
});
