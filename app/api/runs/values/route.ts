import { parseRunListParams } from '#lib/contract/run-list-params.ts';
import { fail } from '#lib/domain/failure.ts';
import { FILTER_FIELDS } from '#lib/domain/filter-value.ts';
import { route } from '#lib/server/http/route.ts';
import { filterValues } from '#lib/server/runs/filter-values.ts';

/** What one filter of the list can be set to, with how many runs pass the other filters. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query }) => {
    const of = FILTER_FIELDS.find((field) => field === query.get('of'));
    if (!of) return fail('invalid_request', `of is one of ${FILTER_FIELDS.join(', ')}.`);
    return Response.json(await filterValues(parseRunListParams(query), of));
  },
});
