import { answerRaw } from '#app/api/shares/answers.ts';
import { route } from '#lib/server/http/route.ts';
import { openShared } from '#lib/server/shares/open-share.ts';

/** JSON of a shared run, without what was taken out. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('public', {
  GET: async (call) => answerRaw(await openShared(call.params.token ?? '', call.query.get('grant')), call),
});
