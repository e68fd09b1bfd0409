import { countOf } from '#lib/domain/count-of.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { deleteSourceRuns } from '#lib/server/runs/delete-runs.ts';
import { forgetCounts } from '#lib/server/sources/archive-state.ts';

/** DELETE deletes everything that is kept of a source; the source itself is not touched. */
export const { GET, POST, PUT, PATCH, DELETE } = route('admin', {
  DELETE: async (call) => {
    const source = readId(call.params.source, 'source');
    const about = (deleted: number | null) => ({ source, what: deleted === null ? null : countOf(deleted, 'run') });
    const deleted = await audited(call, 'source_deleted', about, () => deleteSourceRuns(source));
    forgetCounts();
    return Response.json({ deleted });
  },
});
