import { answerTrace } from '#app/api/shares/answers.ts';
import { route } from '#lib/server/http/route.ts';
import { openShared } from '#lib/server/shares/open-share.ts';

/** A shared run with a page of its steps. Only the token says which; ids of others lead nowhere. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('public', {
  GET: async (call) => answerTrace(await openShared(call.params.token ?? '', call.query.get('grant')), call),
});
