import { parseRunListParams } from '#lib/contract/run-list-params.ts';
import { fail } from '#lib/domain/failure.ts';
import { readListPage } from '#lib/server/http/list-query.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { route } from '#lib/server/http/route.ts';
import { groupRuns } from '#lib/server/runs/group-runs.ts';

/** The runs that pass the filter of the list, by thread or by failures that are alike. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query }) => {
    const by = query.get('by');
    if (by !== 'thread' && by !== 'failure') return fail('invalid_request', 'by is thread or failure.');
    return jsonResponse(await groupRuns(parseRunListParams(query), by, readListPage(query)));
  },
});
