import { queryOptions } from '@tanstack/react-query';
import { apiPaths } from '../contract/api-paths.ts';
import { fetchJson } from './fetch-json.ts';
import { answers } from './answer-schemas.ts';

/** Longest text that is sent; an address line has limits of its own. */
const LONGEST = 2000;

/** Pasted text as it is asked about: without white space at the ends, bounded. */
export function openText(text: string): string {
  return text.trim().slice(0, LONGEST);
}

/** What a pasted id or address may open. `text` comes from `openText`; an empty one asks nothing. */
export function openOptions(text: string) {
  return queryOptions({
    queryKey: ['open', text],
    queryFn: ({ signal }) => fetchJson(apiPaths.open(text), answers.openPage, signal),
    enabled: text !== '',
    staleTime: 5000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });
}
