import { textDownload } from '#lib/server/http/file-response.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { readTextPath, readTextQuery } from '#lib/server/http/text-query.ts';
import { openStepText, readStepText } from '#lib/server/runs/step-text.ts';

/** Lines of one long text of a step, the places of a search in it, or with `download=1` the whole as a file. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ params, query, signal }) => {
    const run = readRunAddress(params);
    const address = { ...run, step: readId(params.step, 'step'), path: readTextPath(query) };
    if (query.get('download') === '1') {
      const { body, name, bytes } = await openStepText(address, signal);
      return textDownload(body, name, bytes);
    }
    return Response.json(await readStepText(address, readTextQuery(query), signal));
  },
});
