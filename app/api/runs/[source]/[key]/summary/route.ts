import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { getRunSummary } from '#lib/server/runs/get-run-summary.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, signal }) => {
    const { source, key } = readRunAddress(params);
    return Response.json(await getRunSummary(source, key, signal));
  },
});
