import { readFeed } from '#lib/server/http/feed-query.ts';
import { route } from '#lib/server/http/route.ts';
import { sseResponse } from '#lib/server/http/sse.ts';
import { feedFrames } from '#lib/server/live/feed-frames.ts';

export const maxDuration = 300;

/**
 * Server-sent events of the list of runs, and with `run={source}/{key}` those of runs, on one connection. `row={source}/{key}`
 * names the runs of the list that are in view; `list=0` leaves the list out.
 */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ request, query, signal, requestId }) => {
    const lastEventId = request.headers.get('last-event-id') ?? query.get('after');
    const leave = new AbortController();
    const options = { lastEventId, signal: AbortSignal.any([signal, leave.signal]) };
    return sseResponse(feedFrames(readFeed(query), options), requestId, leave);
  },
});
