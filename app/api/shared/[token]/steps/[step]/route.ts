import { answerStep } from '#app/api/shares/answers.ts';
import { route } from '#lib/server/http/route.ts';
import { openShared } from '#lib/server/shares/open-share.ts';

/** One step of a shared run. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('public', {
  GET: async (call) => answerStep(await openShared(call.params.token ?? '', call.query.get('grant')), call),
});
