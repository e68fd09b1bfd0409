import { parseSearchParams } from '#lib/contract/search-params.ts';
import { readListPage } from '#lib/server/http/list-query.ts';
import { route } from '#lib/server/http/route.ts';
import { searchArchive } from '#lib/server/search/search-archive.ts';

/** Kept runs, threads and messages by words in their texts, with the places where these stand. */
export const { GET, POST, PUT, PATCH, DELETE } = route('viewer', {
  GET: async ({ query, signal }) =>
    Response.json(await searchArchive(parseSearchParams(query), readListPage(query), signal)),
});
