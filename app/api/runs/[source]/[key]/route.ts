import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import { updateRunSchema } from '#lib/contract/operate-schema.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readPageQuery } from '#lib/server/http/list-query.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { updateRun } from '#lib/server/operate/operate-run.ts';
import { requireOperate } from '#lib/server/operate/require-operate.ts';
import { deleteRun } from '#lib/server/runs/delete-runs.ts';
import { getRunTrace } from '#lib/server/runs/get-run-trace.ts';

const FORM = 'Send {"metadata":{…}}: at most 16 pairs, keys of 64 and values of 512 characters.';

const ACCESS = { GET: 'viewer', PATCH: 'operator', DELETE: 'admin' } as const;

/** A run with a page of its steps; with `cursor`, the steps after that one; with `refresh=1` as the source has it now. PATCH changes its metadata at the source, DELETE deletes what is kept. */
export const { GET, POST, PUT, PATCH, DELETE } = route(ACCESS, {
  GET: async ({ params, query, signal }) => {
    const { source, key } = readRunAddress(params);
    const { cursor, limit } = readPageQuery(query);
    const fresh = query.get('refresh') === '1';
    return jsonResponse(await getRunTrace(source, key, { cursor, limit, fresh }, signal));
  },
  PATCH: (call) =>
    audited(call, 'metadata_changed', call.params, async () => {
      requireOperate();
      const { source, key } = readRunAddress(call.params);
      const { metadata } = await readJson(call.request, updateRunSchema, FORM, OPERATE_LIMITS.body);
      return jsonResponse(await updateRun(source, key, metadata));
    }),
  DELETE: (call) =>
    audited(call, 'run_deleted', call.params, async () => {
      const { source, key } = readRunAddress(call.params);
      return jsonResponse({ deleted: await deleteRun(source, key) });
    }),
});
