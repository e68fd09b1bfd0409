import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import { cancelRunSchema } from '#lib/contract/operate-schema.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { cancelRun } from '#lib/server/operate/operate-run.ts';
import { requireOperate } from '#lib/server/operate/require-operate.ts';

/** Asks the source to cancel the run. */
export const { GET, POST, PUT, PATCH, DELETE } = route('operator', {
  POST: async ({ params, request }) => {
    requireOperate();
    const { source, key } = readRunAddress(params);
    await readJson(request, cancelRunSchema, 'Send {}.', OPERATE_LIMITS.body);
    return Response.json(await cancelRun(source, key));
  },
});
