import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { restartWalk, stopWalk, walkState } from '#lib/server/runs/walk-source.ts';

/** POST reads a source's threads again from the start, DELETE stops reading. */
export const { GET, POST, PUT, PATCH, DELETE } = route('sharer', {
  POST: async ({ params }) => {
    const id = readId(params.source, 'source');
    restartWalk(id);
    return Response.json(walkState(id), { status: 202 });
  },
  DELETE: async ({ params }) => {
    const id = readId(params.source, 'source');
    stopWalk(id);
    return Response.json(walkState(id));
  },
});
