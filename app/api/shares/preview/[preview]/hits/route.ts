import { readHitCursor, readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { previewHits } from '#lib/server/shares/preview-share.ts';

/** Hits that the answer of the preview did not list, a page each. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('sharer', {
  GET: async ({ params, query, actor }) =>
    Response.json(await previewHits(readId(params.preview, 'preview'), actor.name, readHitCursor(query))),
});
