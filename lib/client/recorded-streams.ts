import { queryOptions } from '@tanstack/react-query';
import type { RecordedStream } from '../domain/recording.ts';
import { answers } from './answer-schemas.ts';
import type { ApiError } from './api-error.ts';
import { fetchJson } from './fetch-json.ts';
import type { TraceAccess } from './trace-access.ts';

/**
 * The recorded streams of a run; none where nothing was recorded, or where the reader may not see them. `status` is that of
 * the run: in another one there may be more.
 */
export function recordedStreamsQuery(access: Pick<TraceAccess, 'cacheKey' | 'replayPath'>, status: string) {
  return queryOptions<readonly RecordedStream[], ApiError>({
    queryKey: ['recorded streams', access.cacheKey, status],
    queryFn: async ({ signal }) => {
      if (!access.replayPath) return [];
      return (await fetchJson(access.replayPath, answers.recordingPage, signal)).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
