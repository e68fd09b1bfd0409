import { readPageQuery } from '#lib/server/http/list-query.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { getRunTrace } from '#lib/server/runs/get-run-trace.ts';

/** A run with a page of its steps; with `cursor`, the steps after that one. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ params, query, signal }) => {
    const { source, key } = readRunAddress(params);
    return Response.json(await getRunTrace(source, key, readPageQuery(query), signal));
  },
});
