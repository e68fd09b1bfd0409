import { signInSchema } from '#lib/contract/sign-in-schema.ts';
import { isFailure } from '#lib/domain/failure.ts';
import { note } from '#lib/server/auth/audit.ts';
import { namedUser, signInByPassword } from '#lib/server/auth/password-sign-in.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { route } from '#lib/server/http/route.ts';

const FORM = 'Send {"name":"…","password":"…"}.';
const MOST_BYTES = 8 * 1024;

/** Signs in by password: a new session in a cookie. */
export const { GET, POST, PUT, PATCH, DELETE } = route('public', {
  POST: async ({ request }) => {
    const { name, password } = await readJson(request, signInSchema, FORM, MOST_BYTES);
    try {
      const cookie = await signInByPassword(name, password, request.headers);
      await note(request.headers, name, 'sign_in');
      return new Response(null, { status: 204, headers: { 'set-cookie': cookie } });
    } catch (error) {
      await note(
        request.headers,
        namedUser(name),
        'sign_in_failed',
        null,
        isFailure(error) ? error.failure.code : 'internal',
      );
      throw error;
    }
  },
});
