import { listPeople } from '#lib/server/auth/people.ts';
import { route } from '#lib/server/http/route.ts';

/** Who may come in and who has: roles, when last, open sessions. Users are made in the configuration, not here. */
export const { GET, POST, PUT, PATCH, DELETE } = route('admin', {
  GET: async () => Response.json(await listPeople()),
});
