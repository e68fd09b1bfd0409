import { jsonResponse } from '#lib/server/http/json-response.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { blockingRun } from '#lib/server/operate/blocking-run.ts';

/** The run that keeps new messages and runs out of the thread, as its source has it now. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, signal }) => {
    const run = await blockingRun(readId(params.source, 'source'), readId(params.thread, 'thread'), signal);
    return jsonResponse({ run });
  },
});
