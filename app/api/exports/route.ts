import { note } from '#lib/server/auth/audit.ts';
import { exportSubject } from '#lib/server/exports/export-subject.ts';
import { exportRuns } from '#lib/server/exports/export-runs.ts';
import { readExportBody } from '#lib/server/http/export-query.ts';
import { textsDownload } from '#lib/server/http/file-response.ts';
import { route } from '#lib/server/http/route.ts';

/** Several runs as one file. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  POST: async ({ request, signal, requestId, actor }) => {
    const order = await readExportBody(request);
    const { body, ...file } = exportRuns(order, signal);
    await note(request.headers, actor.name, 'exported', exportSubject(order));
    return textsDownload(body, file, requestId);
  },
});
