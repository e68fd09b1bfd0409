import { fileHeadResponse, fileResponse } from '#lib/server/http/file-response.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { describeFile, readFile } from '#lib/server/runs/read-file.ts';

/** Bytes of any file that the run's source answers for; HEAD is answered for every file of which anything is known. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ request, params, signal }) => {
    const { source } = readRunAddress(params);
    const file = readId(params.file, 'file');
    if (request.method === 'HEAD') return fileHeadResponse(await describeFile(source, file, signal));
    const { body, name, bytes } = await readFile(source, file, signal);
    return fileResponse(body, name, bytes);
  },
});
