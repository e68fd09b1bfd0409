import { after } from 'next/server';
import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import { createRunSchema } from '#lib/contract/operate-schema.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readId, readPageQuery } from '#lib/server/http/list-query.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { route } from '#lib/server/http/route.ts';
import { createRun, type Operated } from '#lib/server/operate/operate-run.ts';
import { requireOperate } from '#lib/server/operate/require-operate.ts';
import { listThreadRuns } from '#lib/server/threads/read-thread.ts';

const FORM = 'Send {"assistant_id":"asst_abc"} with any of the parameters of a run.';

export const maxDuration = 300;

const ACCESS = { GET: 'viewer', POST: 'operator' } as const;

/** GET lists the runs of the thread; POST starts one, whose stream is heard after the answer. */
export const { GET, POST, PUT, PATCH, DELETE } = route(ACCESS, {
  GET: async ({ params, query, signal }) =>
    jsonResponse(
      await listThreadRuns(
        readId(params.source, 'source'),
        readId(params.thread, 'thread'),
        readPageQuery(query),
        signal,
      ),
    ),
  POST: async (call) => {
    requireOperate();
    const [source, thread] = [readId(call.params.source, 'source'), readId(call.params.thread, 'thread')];
    const body = await readJson(call.request, createRunSchema, FORM, OPERATE_LIMITS.body, { exact: true });
    const about = (made: Operated | null) => ({ source, key: made?.answer.key, what: thread });
    const { answer, over } = await audited(call, 'run_created', about, () => createRun(source, thread, body));
    if (over) after(over);
    return jsonResponse(answer, { status: 201 });
  },
});
