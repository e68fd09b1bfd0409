import type { RunListParams } from '../domain/run-list.ts';
import { DEFAULT_RUN_LIST, formatRunListParams, parseRunListParams } from './run-list-params.ts';

/** What is searched for, and in which runs. The names are those of the runs list, so one address leads to the other. */
export type SearchParams = Pick<RunListParams, 'q' | 'source' | 'status' | 'from' | 'to'>;

/** Reads the parameters of an address; what cannot be read counts as absent. */
export function parseSearchParams(query: URLSearchParams): SearchParams {
  const { q, source, status, from, to } = parseRunListParams(query);
  return { q, source, status, from, to };
}

/** Writes parameters as a query without the defaults: `q=timeout&status=failed`. */
export function formatSearchParams({ q, source, status, from, to }: SearchParams): string {
  return formatRunListParams({ ...DEFAULT_RUN_LIST, q, source, status, from, to });
}
