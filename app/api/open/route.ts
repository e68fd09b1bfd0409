import { routes } from '#lib/contract/routes.ts';
import type { OpenPage } from '#lib/contract/source-schema.ts';
import type { OpenTarget } from '#lib/domain/open-target.ts';
import { route } from '#lib/server/http/route.ts';
import { resolveOpen } from '#lib/server/runs/resolve-open.ts';

/** What a pasted id, address or object may mean, with the page that shows it. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query, signal }) => {
    const { items, problem } = await resolveOpen(query.get('q') ?? '', signal);
    const page: OpenPage = { items: items.map(withHref), nextCursor: null, total: items.length, problem };
    return Response.json(page);
  },
});

function withHref({ key, step, ...target }: OpenTarget): OpenPage['items'][number] {
  if (key === null) return { ...target, href: routes.thread(target.source, target.id) };
  return { ...target, href: routes.run(target.source, key, step === null ? '' : `step=${encodeURIComponent(step)}`) };
}
