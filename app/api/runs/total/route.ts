import { parseRunListParams } from '#lib/contract/run-list-params.ts';
import { route } from '#lib/server/http/route.ts';
import { countRuns } from '#lib/server/runs/count-runs.ts';

/** How many runs pass the filter of the list; null where counting would take too long. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query }) => Response.json({ total: await countRuns(parseRunListParams(query)) }),
});
