import { auditFilter, parseAuditParams } from '#lib/contract/audit-params.ts';
import { readAudit } from '#lib/server/auth/audit.ts';
import { readListPage } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';

/** Who did what, newest first: `who`, `action`, `from`, `to`, `cursor`, `limit`. */
export const { GET, POST, PUT, PATCH, DELETE } = route('admin', {
  GET: async ({ query }) =>
    Response.json(await readAudit(auditFilter(parseAuditParams(query), Date.now()), readListPage(query))),
});
