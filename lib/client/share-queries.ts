import {
  type InfiniteData,
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { sharePaths } from '../contract/share-paths.ts';
import type { ShareRequest } from '../contract/share-schema.ts';
import type { Page } from '../domain/page.ts';
import type { RunTrace } from '../domain/run-trace.ts';
import type { RedactionChoice, RedactionHit } from '../domain/redaction.ts';
import { HITS_LISTED, type NewShare, type Share, type SharePreview } from '../domain/share.ts';
import { answers as traces } from './answer-schemas.ts';
import type { ApiError } from './api-error.ts';
import { fetchJson } from './fetch-json.ts';
import { write, writeFor } from './write.ts';

const answers = {
  preview: async () => (await import('../contract/share-schema.ts')).sharePreviewSchema,
  hits: async () => (await import('../contract/share-schema.ts')).hitPageSchema,
  share: async () => (await import('../contract/share-schema.ts')).newShareSchema,
  page: async () => (await import('../contract/share-schema.ts')).sharePageSchema,
};

/** A long run is read a part at a time: it is asked for again so often. */
const MOST_TRIES = 300;
/** A preview whose addresses answer for less than this is made anew (ms). */
const LEAST_LEFT = 60_000;
const LISTS = ['shares', 'list'] as const;
/** What a preview answers does not change. */
const ONCE = {
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
  refetchOnWindowFocus: false,
  retry: false,
} as const;

/** What a link of a run would take out by `choice`; stores nothing. Rejects with an `ApiError`. */
export function sharePreviewQuery(source: string, key: string, choice: RedactionChoice) {
  return queryOptions<SharePreview, ApiError>({
    queryKey: ['shares', 'preview', source, key, choice],
    queryFn: () => writeFor('POST', sharePaths.preview(), { source, key, redact: choice }, answers.preview),
    staleTime: ({ state }) =>
      state.data ? Math.max(0, state.data.expiresAt - LEAST_LEFT - state.dataUpdatedAt) : LEAST_LEFT,
    gcTime: 120_000,
    structuralSharing: false,
    refetchOnWindowFocus: false,
    retry: (tries, { code, retryAfter }) => code === 'overloaded' && retryAfter !== null && tries < MOST_TRIES,
    retryDelay: (_tries, { retryAfter }) => (retryAfter ?? 1) * 1000,
  });
}

/** Hits behind those that a preview lists by itself, as many pages of them. */
export function furtherHitsQuery(preview: string, pages: number) {
  return queryOptions<RedactionHit[], ApiError>({
    queryKey: ['shares', 'preview hits', preview, pages],
    queryFn: async ({ client, signal }) => {
      const read = await Promise.all(
        Array.from({ length: pages }, (_, i) => client.query({ ...hitPageQuery(preview, (i + 1) * HITS_LISTED) })),
      );
      signal.throwIfAborted();
      return read.flatMap(({ items }) => items);
    },
    ...ONCE,
  });
}

function hitPageQuery(preview: string, cursor: number) {
  return queryOptions<Page<RedactionHit>, ApiError>({
    queryKey: ['shares', 'preview hits from', preview, cursor],
    queryFn: ({ signal }) => fetchJson(sharePaths.hits(preview, cursor), answers.hits, signal),
    ...ONCE,
  });
}

/** The first page of what the recipient of a link would read. */
export function previewTraceQuery(preview: string) {
  return queryOptions<RunTrace, ApiError>({
    queryKey: ['shares', 'preview trace', preview],
    queryFn: ({ signal }) => fetchJson(sharePaths.previewed(preview).trace('limit=50'), traces.runTrace, signal),
    ...ONCE,
  });
}

/** Makes a link. Never tried again by itself. Rejects with an `ApiError`. */
export function createShareMutation() {
  return mutationOptions<NewShare, ApiError, ShareRequest>({
    mutationKey: ['shares', 'create'],
    mutationFn: (request) => writeFor('POST', sharePaths.shares(), request, answers.share),
    onSuccess: (_made, _request, _before, { client }) => refreshShares(client),
    retry: false,
  });
}

/** The links that the reader may see, newest first, page by page. */
export function sharesOptions() {
  return infiniteQueryOptions<Page<Share>, ApiError, InfiniteData<Page<Share>>, typeof LISTS, string | null>({
    queryKey: LISTS,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50', ...(pageParam === null ? {} : { cursor: pageParam }) });
      return fetchJson(sharePaths.shares(query.toString()), answers.page, signal);
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Makes a link lead nowhere, at once. Rejects with an `ApiError`. */
export function revokeShare(id: string): Promise<void> {
  return write('DELETE', sharePaths.share(id));
}

/** Has the lists of links read again. */
export function refreshShares(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: LISTS });
}
