import { answerFile } from '#app/api/shares/answers.ts';
import { route } from '#lib/server/http/route.ts';
import { openShared } from '#lib/server/shares/open-share.ts';

/** A file that was shared with its run. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('public', {
  GET: async (call) => answerFile(await openShared(call.params.token ?? '', call.query.get('grant')), call),
});
