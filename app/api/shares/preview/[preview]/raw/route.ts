import { answerRaw } from '#app/api/shares/answers.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { openPreview } from '#lib/server/shares/preview-share.ts';

/** JSON of a previewed run, without what would be taken out. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('sharer', {
  GET: async (call) => answerRaw(await openPreview(readId(call.params.preview, 'preview'), call.actor.name), call),
});
