import { ndjsonResponse } from '#lib/server/http/ndjson.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { recordedStreams, replayRun } from '#lib/server/runs/replay-run.ts';

/** The recorded streams of a run, or what they told of it as lines when the client accepts `application/x-ndjson`. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ request, params, signal, requestId }) => {
    const { source, key } = readRunAddress(params);
    if (request.headers.get('accept')?.includes('application/x-ndjson')) {
      return ndjsonResponse(replayRun(source, key, signal), requestId);
    }
    const items = await recordedStreams(source, key);
    return Response.json({ items, nextCursor: null, total: items.length });
  },
});
