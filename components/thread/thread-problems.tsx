'use client';

import { type ApiError, toApiError } from '#lib/client/api-error.ts';
import type { useThread } from '#lib/client/use-thread.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** What of the thread could not be read: because the source cannot do it, or because it failed this time. */
export function ThreadProblems({ state, sourceName }: { state: ReturnType<typeof useThread>; sourceName: string }) {
  const parts = [
    { query: state.thread, lacks: 'gives no details of a thread', failed: 'The details of the thread' },
    { query: state.messages, lacks: 'cannot list messages, so only runs are shown', failed: 'The messages' },
    { query: state.newest, lacks: 'cannot list the runs of a thread, so only messages are shown', failed: 'The runs' },
    { query: state.oldest, lacks: 'cannot list the runs of a thread', failed: 'The older runs' },
  ];
  return parts.map(({ query, lacks, failed }) => {
    if (!query.isError) return null;
    const error: ApiError = toApiError(query.error);
    if (error.code === 'capability_missing') {
      return (
        <Notice key={failed} tone="info">
          <Untrusted text={sourceName} /> {lacks}. <span className="text-ink-2">{error.message}</span>
        </Notice>
      );
    }
    return (
      <Notice
        key={failed}
        tone="warn"
        action={
          <Button size="sm" onClick={state.again}>
            Try again
          </Button>
        }
      >
        <b className="font-medium">
          {failed} could not be read{query.data ? ' again' : ''}.
        </b>{' '}
        <span className="text-ink-2">
          <Untrusted text={error.message} />
          {state.paused && query === state.newest ? ' Live updates stopped.' : ''}
        </span>
      </Notice>
    );
  });
}
