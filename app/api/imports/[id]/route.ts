import type { ImportState } from '#lib/contract/import-schema.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { cancelImport, type ImportStatus, importStatus } from '#lib/server/imports/import-jobs.ts';

/** GET says how far an import is, DELETE cancels it: what it has kept by then stays. */
export const { GET, POST, PUT, PATCH, DELETE } = route('sharer', {
  GET: async ({ params }) => Response.json(shown(await importStatus(readId(params.id, 'import')))),
  DELETE: async ({ params }) => Response.json(shown(await cancelImport(readId(params.id, 'import')))),
});

function shown({ progress, report, failure }: ImportStatus): ImportState {
  return { progress, report, error: failure && { code: failure.code, message: failure.message } };
}
