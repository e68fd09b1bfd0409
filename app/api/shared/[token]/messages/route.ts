import { answerMessages } from '#app/api/shares/answers.ts';
import { route } from '#lib/server/http/route.ts';
import { openShared } from '#lib/server/shares/open-share.ts';

/** Messages of a shared run; with `of=thread` also what it was asked. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('public', {
  GET: async (call) => answerMessages(await openShared(call.params.token ?? '', call.query.get('grant')), call),
});
