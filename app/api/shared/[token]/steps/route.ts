import { answerSteps } from '#app/api/shares/answers.ts';
import { route } from '#lib/server/http/route.ts';
import { openShared } from '#lib/server/shares/open-share.ts';

/** Steps of a shared run. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('public', {
  GET: async (call) => answerSteps(await openShared(call.params.token ?? '', call.query.get('grant')), call),
});
