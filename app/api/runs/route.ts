import { parseRunListParams } from '#lib/contract/run-list-params.ts';
import { readLimit } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { listRuns } from '#lib/server/runs/list-runs.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ query, signal }) => {
    const page = { cursor: query.get('cursor') ?? undefined, limit: readLimit(query) };
    return Response.json(await listRuns(parseRunListParams(query), page, signal));
  },
});
