import { queryOptions } from '@tanstack/react-query';
import type { ApiError } from './api-error.ts';
import { fetchText } from './fetch-json.ts';
import type { RawView } from './trace-access.ts';

/** A JSON text as the source sent it. `path` comes from `TraceAccess.rawPath`; the cache forgets it soon: it may be large. */
export function rawQuery(path: (target: RawView) => string, target: RawView) {
  const address = path(target);
  return queryOptions<string, ApiError>({
    queryKey: ['trace-raw', address],
    queryFn: ({ signal }) => fetchText(address, signal),
    staleTime: 30_000,
    gcTime: 60_000,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  });
}
