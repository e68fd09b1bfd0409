import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { apiPaths } from '../contract/api-paths.ts';
import { DEFAULT_RUN_LIST, formatRunListParams, type RunListParams } from '../contract/run-list-params.ts';
import { formatSearchParams, type SearchParams } from '../contract/search-params.ts';
import type { FilterField } from '../domain/filter-value.ts';
import type { Page } from '../domain/page.ts';
import type { RunGroup } from '../domain/run-group.ts';
import type { SearchFound } from '../domain/search-hit.ts';
import { answers } from './answer-schemas.ts';
import { fetchJson } from './fetch-json.ts';

/** Bars of the histogram. */
const BUCKETS = 96;
/** Groups, and runs with hits, of one page. */
const GROUP_PAGE = 100;
const HIT_PAGE = 30;
/** Values of a filter that are offered. */
const VALUES = 100;

/** What counts of a list for numbers about it: the filter, not the order or the grouping. */
function filterQuery(params: RunListParams): string {
  const { sort, dir, group } = DEFAULT_RUN_LIST;
  return formatRunListParams({ ...params, sort, dir, group });
}

/** How many runs pass a filter; null where counting would take too long. */
export function runTotalOptions(params: RunListParams) {
  const query = filterQuery(params);
  return queryOptions({
    queryKey: ['runs', 'total', query],
    queryFn: async ({ signal }) => (await fetchJson(apiPaths.runTotal(query), answers.runTotal, signal)).total,
  });
}

/** The runs that pass a filter over time, by how they ended. */
export function runHistogramOptions(params: RunListParams) {
  const query = joined(filterQuery(params), `buckets=${BUCKETS}`);
  return queryOptions({
    queryKey: ['runs', 'histogram', query],
    queryFn: ({ signal }) => fetchJson(apiPaths.runHistogram(query), answers.runHistogram, signal),
    placeholderData: keepPreviousData,
  });
}

/** What a filter can be set to, with how many runs of the other filters each leaves. What is chosen already does not count. */
export function filterValuesOptions(of: FilterField, params: RunListParams) {
  const query = joined(`of=${of}`, filterQuery({ ...params, [of]: [] }), `limit=${VALUES}`);
  return queryOptions({
    queryKey: ['runs', 'values', of, query],
    queryFn: ({ signal }) => fetchJson(apiPaths.runValues(query), answers.filterValues, signal),
    placeholderData: keepPreviousData,
  });
}

const GROUPS = ['runs', 'groups'] as const;

/** The runs that pass a filter, in groups by thread or by failure. */
export function runGroupsOptions(params: RunListParams) {
  const query = joined(`by=${params.group}`, filterQuery(params), `limit=${GROUP_PAGE}`);
  return infiniteQueryOptions({
    queryKey: [...GROUPS, query],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(apiPaths.runGroups(joined(query, cursor(pageParam))), answers.runGroups, signal),
    initialPageParam: '',
    getNextPageParam: (last: Page<RunGroup>) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Where words stand in all archived texts, by run or thread. Without words nothing is asked. */
export function searchOptions(params: SearchParams) {
  const query = joined(formatSearchParams(params), `limit=${HIT_PAGE}`);
  return infiniteQueryOptions({
    queryKey: ['search', query],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(apiPaths.search(joined(query, cursor(pageParam))), answers.search, signal),
    initialPageParam: '',
    getNextPageParam: (last: Page<SearchFound>) => last.nextCursor,
    placeholderData: keepPreviousData,
    enabled: params.q !== '',
    refetchOnWindowFocus: false,
  });
}

function cursor(after: string): string {
  return after && `cursor=${encodeURIComponent(after)}`;
}

function joined(...parts: string[]): string {
  return parts.filter(Boolean).join('&');
}
