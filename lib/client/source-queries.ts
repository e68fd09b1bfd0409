import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { apiPaths } from '../contract/api-paths.ts';
import type { SourcePage } from '../contract/source-schema.ts';
import { fetchJson } from './fetch-json.ts';
import { answers } from './answer-schemas.ts';
import { write } from './write.ts';

/** The configured sources with what is known of them, and notices about the configuration. */
export function sourcesOptions() {
  return queryOptions({
    queryKey: ['sources'],
    queryFn: ({ signal }): Promise<SourcePage> => fetchJson(apiPaths.sources(), answers.sourcePage, signal),
  });
}

/** Walks a source again from the start, forgetting what it was found to lack. Rejects with an `ApiError`. */
export function restartWalk(source: string): Promise<void> {
  return write('POST', apiPaths.walk(source));
}

/** Stops the walk of a source; what was found stays. Rejects with an `ApiError`. */
export function stopWalk(source: string): Promise<void> {
  return write('DELETE', apiPaths.walk(source));
}

/** Has the runs of threads fetched in the background by the threads' ids. Rejects with an `ApiError`. */
export function fetchThreads(source: string, threads: readonly string[]): Promise<void> {
  return write('POST', apiPaths.known(source), { threads });
}

/** Stops that; what was fetched stays. Rejects with an `ApiError`. */
export function stopFetching(source: string): Promise<void> {
  return write('DELETE', apiPaths.known(source));
}

/** Deletes everything that is kept of a source, which itself is not touched. Rejects with an `ApiError`. */
export async function deleteKeptSource(client: QueryClient, source: string): Promise<void> {
  await write('DELETE', apiPaths.sourceRuns(source));
  await client.invalidateQueries();
}

/** Has the sources read again. */
export function refreshSources(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: sourcesOptions().queryKey });
}
