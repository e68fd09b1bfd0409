import { exportRuns } from '#lib/server/exports/export-runs.ts';
import { readExportBody } from '#lib/server/http/export-query.ts';
import { textsDownload } from '#lib/server/http/file-response.ts';
import { route } from '#lib/server/http/route.ts';

/** Several runs as one file. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  POST: async ({ request, signal, requestId }) => {
    const { body, ...file } = exportRuns(await readExportBody(request), signal);
    return textsDownload(body, file, requestId);
  },
});
