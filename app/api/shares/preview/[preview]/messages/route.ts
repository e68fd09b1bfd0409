import { answerMessages } from '#app/api/shares/answers.ts';
import { readId } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { openPreview } from '#lib/server/shares/preview-share.ts';

/** Messages of a previewed run; with `of=thread` also what it was asked. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('sharer', {
  GET: async (call) => answerMessages(await openPreview(readId(call.params.preview, 'preview'), call.actor.name), call),
});
