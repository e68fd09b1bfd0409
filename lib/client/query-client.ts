import { QueryClient } from '@tanstack/react-query';
import { cache } from 'react';
import { ApiError } from './api-error.ts';

/**
 * A query client with our defaults: data is fresh for 15 seconds, an answer of 400 to 499 and a missing
 * capability are final, others are tried once more.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The server may run on this very machine, which answers without a network too.
        networkMode: 'always',
        staleTime: 15_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 1 && !isFinal(error),
      },
    },
  });
}

const ofThisRequest = cache(makeQueryClient);
let ofThisBrowser: QueryClient | undefined;

/** The client of this request on the server, of this tab in the browser. */
export function getQueryClient(): QueryClient {
  if (typeof window === 'undefined') return ofThisRequest();
  ofThisBrowser ??= makeQueryClient();
  return ofThisBrowser;
}

function isFinal(error: Error): boolean {
  return (
    error instanceof ApiError && ((error.status >= 400 && error.status < 500) || error.code === 'capability_missing')
  );
}
