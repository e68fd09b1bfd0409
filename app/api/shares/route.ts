import { SHARE_LIMITS, shareRequest } from '#lib/contract/share-schema.ts';
import { allows } from '#lib/domain/role.ts';
import type { NewShare } from '#lib/domain/share.ts';
import { ownerOf } from '#lib/server/auth/actor.ts';
import { audited } from '#lib/server/auth/audit.ts';
import { requestOrigin } from '#lib/server/http/allowed-host.ts';
import { readListPage } from '#lib/server/http/list-query.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import { route } from '#lib/server/http/route.ts';
import { readRunAddress } from '#lib/server/http/run-address.ts';
import { listShares } from '#lib/server/shares/list-shares.ts';
import { makeShare } from '#lib/server/shares/make-share.ts';

const FORM = 'Send {"source","key","expiresIn","maxViews","redact":{…},"view"}.';

/** Makes a link to a snapshot of a run. GET lists the links of who asks, an admin's those of everybody; `source` and `key` those of a run. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route('sharer', {
  GET: async ({ query, actor }) => {
    const [source, key] = [query.get('source'), query.get('key')];
    const run = source === null || key === null ? null : readRunAddress({ source, key });
    const owner = allows(actor.role, 'admin') ? null : ownerOf(actor);
    return Response.json(await listShares({ owner, run }, readListPage(query)));
  },
  POST: async ({ request, actor, signal }) => {
    const wanted = await readJson(request, shareRequest, FORM, SHARE_LIMITS.body);
    const { source, key } = wanted;
    const about = (made: NewShare | null) => ({ source, key, what: made?.id });
    const make = () => makeShare(wanted, ownerOf(actor), requestOrigin(request), signal);
    return Response.json(await audited({ request, actor }, 'share_made', about, make), { status: 201 });
  },
});
