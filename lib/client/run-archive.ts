import type { QueryClient } from '@tanstack/react-query';
import { apiPaths } from '../contract/api-paths.ts';
import type { KeptTrace } from '../domain/run-trace.ts';
import { openTrace } from '../domain/trace-state.ts';
import { answers } from './answer-schemas.ts';
import { fetchJson } from './fetch-json.ts';
import { traceQuery } from './run-queries.ts';
import type { TraceAccess } from './trace-access.ts';
import { write } from './write.ts';

/**
 * Reads a run again as its source has it now, from its first steps on; what else was read of it is forgotten. Gives how it
 * stands in the archive. Rejects with an `ApiError`.
 */
export async function refreshTrace(client: QueryClient, access: TraceAccess): Promise<KeptTrace | null> {
  if (access.refreshPath === null) return null;
  const trace = await fetchJson(access.refreshPath, answers.runTrace);
  client.setQueryData(traceQuery(access).queryKey, openTrace(trace));
  await client.invalidateQueries({ predicate: ({ queryKey }) => isOf(queryKey, access.cacheKey) });
  return trace.kept ?? null;
}

/** Deletes what is kept of a run. Rejects with an `ApiError`. */
export function deleteKeptRun(source: string, key: string): Promise<void> {
  return write('DELETE', apiPaths.run(source, key));
}

/** Whether a query holds a part of a run: its messages, raw JSON, texts; not the trace, which was just read. */
function isOf(key: readonly unknown[], run: string): boolean {
  return key[0] !== 'trace' && key.includes(run);
}
