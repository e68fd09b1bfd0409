import { readId } from '#lib/server/http/list-query.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { getStep } from '#lib/server/runs/list-steps.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ params, signal }) => {
    const { source, key } = readRunAddress(params);
    return Response.json(await getStep(source, key, readId(params.step, 'step'), signal));
  },
});
