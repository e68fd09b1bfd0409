import { fileResponse } from '#lib/server/http/file-response.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { route } from '#lib/server/http/route.ts';
import { readFile } from '#lib/server/runs/read-file.ts';

/** Bytes of any file that the run's source answers for. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ params, signal }) => {
    const { source } = readRunAddress(params);
    const { body, name, bytes } = await readFile(source, readId(params.file, 'file'), signal);
    return fileResponse(body, name, bytes);
  },
});
