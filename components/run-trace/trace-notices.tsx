import type { ApiError } from '#lib/client/api-error.ts';
import { countSteps, type TraceState } from '#lib/domain/trace-state.ts';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { KeptNotice } from './kept-notice.tsx';

interface Interruption {
  error: ApiError | null;
  again: () => void;
}

/** What the reader must know about how this trace was read: what the source lacks, and where reading stopped. */
export function TraceNotices({
  state,
  stream,
  poll,
  messages,
}: {
  state: TraceState;
  stream: Interruption;
  poll: Interruption;
  messages: ApiError | null;
}) {
  const read = countSteps(state);
  return (
    <>
      <KeptNotice kept={state.kept} />
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
