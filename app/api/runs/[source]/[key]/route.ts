import { readPageQuery } from '#lib/server/http/list-query.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { getRunTrace } from '#lib/server/runs/get-run-trace.ts';

/** A run with a page of its steps; with `cursor`, the steps after that one; with `refresh=1` as the source has it now. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ params, query, signal }) => {
    const { source, key } = readRunAddress(params);
    const { cursor, limit } = readPageQuery(query);
    const fresh = query.get('refresh') === '1';
    return Response.json(await getRunTrace(source, key, { cursor, limit, fresh }, signal));
  },
});
