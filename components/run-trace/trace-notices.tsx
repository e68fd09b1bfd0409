import { lazy, Suspense } from 'react';
import type { ApiError } from '#lib/client/api-error.ts';
import { isTerminal } from '#lib/domain/run.ts';
import { countSteps, type TraceState } from '#lib/domain/trace-state.ts';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { KeptNotice } from './kept-notice.tsx';

const LiveNotice = lazy(async () => ({ default: (await import('./live-notice.tsx')).LiveNotice }));

interface Interruption {
  error: ApiError | null;
  again: () => void;
  /** Whether it is being tried again. */
  trying?: boolean;
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
      <KeptNotice kept={state.kept} ended={isTerminal(state.run)} />
      {follows && poll.error === null ? (
        <Suspense>
          <LiveNotice run={state.run} />
        </Suspense>
      ) : null}
      {state.problem ? <Lacking problem={state.problem} poll={poll} /> : null}
      {messages?.code === 'capability_missing' ? <Notice tone="info">{messages.message}</Notice> : null}
      {stream.error ? (
        <Notice tone="fail" action={<Button onClick={stream.again}>Continue</Button>}>
          Reading the steps broke off after {formatCount(read)}. {stream.error.message}
        </Notice>
      ) : null}
      {poll.error && (state.problem === null || state.problem.code === 'capability_missing') ? (
        <Notice tone="warn" action={<Button onClick={poll.again}>Try again</Button>}>
          This page is no longer following the run. {poll.error.message}
        </Notice>
      ) : null}
    </>
  );
}

/** Why there are no steps: the source has none to give, or could not give them now. */
function Lacking({ problem, poll }: { problem: { code: string; message: string }; poll: Interruption }) {
  if (problem.code === 'capability_missing') return <Notice tone="info">{problem.message}</Notice>;
  return (
    <Notice
      tone="fail"
      action={
        <Button size="sm" disabled={poll.trying} onClick={poll.again}>
          {poll.trying ? 'Trying' : 'Try again'}
        </Button>
      }
    >
      The steps of this run could not be read. {poll.error?.message ?? problem.message}
    </Notice>
  );
}
