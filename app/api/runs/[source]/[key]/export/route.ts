import { note } from '#lib/server/auth/audit.ts';
import { exportSubject } from '#lib/server/exports/export-subject.ts';
import { exportRuns } from '#lib/server/exports/export-runs.ts';
import { readExportQuery } from '#lib/server/http/export-query.ts';
import { textsDownload } from '#lib/server/http/file-response.ts';
import { route } from '#lib/server/http/route.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';

/** The run as a file: a lossless bundle, Markdown within a budget of tokens, or one object of the source a line. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ request, params, query, signal, requestId, actor }) => {
    const order = { runs: [readRunAddress(params)], ...readExportQuery(query) };
    const { body, ...file } = exportRuns(order, signal);
    // HEAD asks what would come.
    if (request.method === 'GET') await note(request.headers, actor.name, 'exported', exportSubject(order));
    return textsDownload(body, file, requestId);
  },
});
