import { knownThreadsSchema, MOST_THREAD_IDS } from '#lib/contract/source-schema.ts';
import { fail } from '#lib/domain/failure.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { route } from '#lib/server/http/route.ts';
import { fetchState, fetchThreads, stopFetch } from '#lib/server/runs/fetch-threads.ts';

const FORM = 'Send {"threads":["thread_abc", …]}.';
const MOST_BYTES = MOST_THREAD_IDS * 140;

const ACCESS = { GET: 'viewer', POST: 'sharer', DELETE: 'sharer' } as const;

/** POST fetches the runs of threads by their ids in the background, GET says how far that is, DELETE stops it. */
export const { GET, POST, PUT, PATCH, DELETE } = route(ACCESS, {
  GET: async ({ params }) => Response.json(fetchState(readId(params.source, 'source'))),
  POST: async ({ params, request }) => {
    const source = readId(params.source, 'source');
    const { threads } = await readJson(request, knownThreadsSchema, FORM, MOST_BYTES);
    if (threads.length === 0) fail('invalid_request', FORM);
    if (threads.length > MOST_THREAD_IDS) fail('payload_too_large', `At most ${MOST_THREAD_IDS} threads at once.`);
    return Response.json(fetchThreads(source, threads), { status: 202 });
  },
  DELETE: async ({ params }) => Response.json(stopFetch(readId(params.source, 'source'))),
});
