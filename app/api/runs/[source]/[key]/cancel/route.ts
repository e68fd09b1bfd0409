import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import { cancelRunSchema } from '#lib/contract/operate-schema.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { route } from '#lib/server/http/route.ts';
import { cancelRun } from '#lib/server/operate/operate-run.ts';
import { requireOperate } from '#lib/server/operate/require-operate.ts';

/** Asks the source to cancel the run. */
export const { GET, POST, PUT, PATCH, DELETE } = route('operator', {
  POST: (call) =>
    audited(call, 'run_cancelled', call.params, async () => {
      requireOperate();
      const { source, key } = readRunAddress(call.params);
      await readJson(call.request, cancelRunSchema, 'Send {}.', OPERATE_LIMITS.body);
      return jsonResponse(await cancelRun(source, key));
    }),
});
