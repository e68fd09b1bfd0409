import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { readRaw } from '#lib/server/runs/read-raw.ts';

/** The JSON of the run, or of the step or message named by the query, as its source sent it. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, query, signal }) => {
    const { source, key } = readRunAddress(params);
    const step = query.get('step');
    const message = query.get('message');
    const part =
      step !== null ? { step: readId(step, 'step') } : message !== null ? { message: readId(message, 'message') } : {};
    const text = await readRaw(source, key, part, signal);
    return new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8' } });
  },
});
