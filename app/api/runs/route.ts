import { parseRunListParams } from '#lib/contract/run-list-params.ts';
import { readListPage } from '#lib/server/http/list-query.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { route } from '#lib/server/http/route.ts';
import { listRuns } from '#lib/server/runs/list-runs.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query, signal }) =>
    jsonResponse(await listRuns(parseRunListParams(query), readListPage(query), signal)),
});
