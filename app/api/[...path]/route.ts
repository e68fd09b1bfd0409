import { fail } from '#lib/domain/failure.ts';
import { route } from '#lib/server/http/route.ts';

const unknown = async () => fail('not_found', 'There is no such address in this API.');

/** Every address that no other route takes, so that its answer is the error envelope too. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: unknown,
  POST: unknown,
  PUT: unknown,
  PATCH: unknown,
  DELETE: unknown,
});
