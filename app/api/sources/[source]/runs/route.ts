import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { deleteSourceRuns } from '#lib/server/runs/delete-runs.ts';
import { forgetCounts } from '#lib/server/sources/archive-state.ts';

/** DELETE deletes everything that is kept of a source; the source itself is not touched. */
export const { GET, POST, PUT, PATCH, DELETE } = route('admin', {
  DELETE: async ({ params }) => {
    const deleted = await deleteSourceRuns(readId(params.source, 'source'));
    forgetCounts();
    return Response.json({ deleted });
  },
});
