'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toApiError } from '#lib/client/api-error.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** What was asked for once it is there; lines that stand for it until then; why not, with a way to try again. */
export function Loaded<T>({
  query,
  what,
  children,
}: {
  query: Pick<UseQueryResult<T>, 'data' | 'error'> & { refetch: () => Promise<unknown> };
  /** In the words of the failure: `The access tokens`. */
  what: string;
  children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = query;
  if (data !== undefined) return <>{children(data)}</>;
  if (error) {
    return (
      <EmptyState
        title={`${what} could not be loaded`}
        actions={
          <Button variant="primary" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        <Untrusted text={toApiError(error).message} />
      </EmptyState>
    );
  }
  return (
    <div aria-busy className="grid gap-4 px-3 py-4">
      <p className="sr-only">Loading</p>
      {['w-3/5', 'w-4/5', 'w-1/2'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
