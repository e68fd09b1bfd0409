import { lazy, Suspense } from 'react';
import type { ApiError } from '#lib/client/api-error.ts';
import { countSteps, type TraceState } from '#lib/domain/trace-state.ts';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { KeptNotice } from './kept-notice.tsx';

const LiveNotice = lazy(async () => ({ default: (await import('./live-notice.tsx')).LiveNotice }));

interface Interruption {
  error: ApiError | null;
  again: () => void;
}

/** What the reader must know about how this trace was read: what the source lacks, and where reading stopped. */
export function TraceNotices({
  state,
  follows,
  stream,
  poll,
  messages,
}: {
  state: TraceState;
  /** Whether the run goes on and is followed. */
  follows: boolean;
  stream: Interruption;
  poll: Interruption;
  messages: ApiError | null;
}) {
  const read = countSteps(state);
  return (
    <>
      <KeptNotice kept={state.kept} />
      {follows ? (
        <Suspense>
          <LiveNotice run={state.run} />
        </Suspense>
      ) : null}
      {state.problem ? <Notice tone="info">{state.problem.message}</Notice> : null}
      {messages?.code === 'capability_missing' ? <Notice tone="info">{messages.message}</Notice> : null}
      {stream.error ? (
        <Notice tone="fail" action={<Button onClick={stream.again}>Continue</Button>}>
          Reading the steps broke off after {formatCount(read)}. {stream.error.message}
        </Notice>
      ) : null}
      {poll.error ? (
        <Notice tone="warn" action={<Button onClick={poll.again}>Try again</Button>}>
          This page is no longer following the run. {poll.error.message}
        </Notice>
      ) : null}
    </>
  );
}
