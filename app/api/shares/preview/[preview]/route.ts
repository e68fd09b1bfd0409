import { answerTrace } from '#app/api/shares/answers.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { openPreview } from '#lib/server/shares/preview-share.ts';

/** A previewed run with a page of its steps. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('sharer', {
  GET: async (call) => answerTrace(await openPreview(readId(call.params.preview, 'preview'), call.actor.name), call),
});
