import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { getCutStep, getStep } from '#lib/server/runs/list-steps.ts';

/** One step whole, or with `texts=cut` as a list would give it. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, query, signal }) => {
    const { source, key } = readRunAddress(params);
    const read = query.get('texts') === 'cut' ? getCutStep : getStep;
    return jsonResponse(await read(source, key, readId(params.step, 'step'), signal));
  },
});
