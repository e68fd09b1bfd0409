import { parseKnownIds } from '#lib/contract/known-ids-params.ts';
import { readId, readListPage } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { listKnownIds } from '#lib/server/sources/known-ids.ts';

/** The ids of runs or threads that are known of a source: `kind=thread`, `way`, `q`, `cursor`, `limit`. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, query }) =>
    Response.json(await listKnownIds(readId(params.source, 'source'), parseKnownIds(query), readListPage(query))),
});
