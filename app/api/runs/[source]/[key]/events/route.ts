import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { sseResponse } from '#lib/server/http/sse.ts';
import { runFrames } from '#lib/server/live/run-frames.ts';

export const maxDuration = 300;

/** What happens to one run, as server-sent events; 204 for a viewer who comes back and has heard everything of a run that has ended. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, request, query, signal, requestId }) => {
    const { source, key } = readRunAddress(params);
    const lastEventId = request.headers.get('last-event-id') ?? query.get('after');
    const leave = new AbortController();
    const frames = await runFrames(source, key, { lastEventId, signal: AbortSignal.any([signal, leave.signal]) });
    return frames ? sseResponse(frames, requestId, leave) : new Response(null, { status: 204 });
  },
});
