import { queryOptions } from '@tanstack/react-query';
import type { ApiError } from './api-error.ts';
import { fetchText } from './fetch-json.ts';
import { makeSlots } from './slots.ts';
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

const slots = makeSlots(2);

/** The same for a list of many: at most two are read at a time, and one that is out of view again is not read any more. */
export function rawInTurnQuery(path: (target: RawView) => string, target: RawView) {
  const options = rawQuery(path, target);
  return {
    ...options,
    queryFn: ({ signal }: { signal: AbortSignal }) => slots(() => fetchText(path(target), signal), signal),
  };
}
