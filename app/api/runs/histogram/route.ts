import { parseRunListParams } from '#lib/contract/run-list-params.ts';
import { readBuckets } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { runHistogram } from '#lib/server/runs/run-histogram.ts';

/** The runs that pass the filter of the list, over time. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query }) => Response.json(await runHistogram(parseRunListParams(query), readBuckets(query))),
});
