import { SHARE_LIMITS, sharePreviewRequest } from '#lib/contract/share-schema.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { route } from '#lib/server/http/route.ts';
import { previewShare } from '#lib/server/shares/preview-share.ts';

const FORM = 'Send {"source","key","redact":{…}}.';

/** What a link would take out, and where to read what its recipient would. Nothing of the run is kept. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('sharer', {
  POST: async ({ request, actor }) => {
    const wanted = await readJson(request, sharePreviewRequest, FORM, SHARE_LIMITS.body);
    return Response.json(await previewShare(wanted, actor.name));
  },
});
