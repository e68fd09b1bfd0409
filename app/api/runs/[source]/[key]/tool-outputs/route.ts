import { after } from 'next/server';
import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import { toolOutputsSchema } from '#lib/contract/operate-schema.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { jsonResponse } from '#lib/server/http/json-response.ts';
import { route } from '#lib/server/http/route.ts';
import { answerCalls } from '#lib/server/operate/operate-run.ts';
import { requireOperate } from '#lib/server/operate/require-operate.ts';

const FORM =
  'Send {"tool_outputs":[{"tool_call_id","output"}, …]} or {"tool_approvals":[{"tool_call_id","approve"}, …]}, all that the run waits for.';

export const maxDuration = 300;

/** Answers everything that the run waits for; the stream of what it does then is heard after the answer. */
export const { GET, POST, PUT, PATCH, DELETE } = route('operator', {
  POST: async (call) => {
    requireOperate();
    const address = readRunAddress(call.params);
    const body = await readJson(call.request, toolOutputsSchema, FORM, OPERATE_LIMITS.body);
    const action = 'tool_approvals' in body ? 'approvals_sent' : 'outputs_sent';
    const { answer, over } = await audited(call, action, address, () => answerCalls(address.source, address.key, body));
    if (over) after(over);
    return jsonResponse(answer);
  },
});
