import type { ReactNode } from 'react';
import { shortId } from '#lib/domain/ids.ts';
import { isGoingOn, type Run } from '#lib/domain/run.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { countSteps, isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCount } from '../ui/format.ts';
import { TimeText } from '../ui/time-text.tsx';
import { countFailed } from './phases.ts';
import { runLength, spanText } from './trace-texts.ts';

/** Names make room for figures, which are never cut. */
const NAME = 'shrink [&>dd]:max-w-[210px] max-[73.75rem]:[&>dd]:max-w-[136px]';

/** The run in figures. A figure that is not known is – with a title that says why. */
export function SummaryStrip({
  state,
  now,
  dated,
  children,
}: {
  state: TraceState;
  now: Milliseconds;
  /** Whether it says on phones when the run began, for which their head has no room. */
  dated: boolean;
  /** Where the time went. */
  children: ReactNode;
}) {
  const { run } = state;
  const length = runLength(run, now);
  return (
    <div className="flex min-w-0 flex-none items-stretch border-t border-line px-gutter max-[62.5rem]:grid max-desk:pb-3">
      <dl className="flex min-w-0 items-stretch max-desk:grid max-desk:grid-cols-3 max-desk:gap-x-2.5">
        <Figure label="Duration" missing={length === null ? 'The source does not say when it ended' : null}>
          {spanText(run, length)}
        </Figure>
        <Figure label="Tokens in / out" missing={run.usage ? null : 'The source has not sent the usage of this run'}>
          {formatCount(run.usage?.inputTokens)}
          <span className="font-normal text-ink-3"> / </span>
          {formatCount(run.usage?.outputTokens)}
        </Figure>
        <Figure label="Model" missing={run.model === null ? 'The source does not name the model' : null} look={NAME}>
          {run.model === null ? '–' : <Untrusted text={run.model} title={run.model} />}
        </Figure>
        <Figure label="Assistant" missing={assistantOf(run) === null ? 'The run names no assistant' : null} look={NAME}>
          <Untrusted text={assistantOf(run) ?? '–'} title={run.assistantName ?? run.assistantId ?? undefined} />
        </Figure>
        <Figure label="Steps" missing={state.problem ? state.problem.message : null}>
          {state.problem ? '–' : <StepCount state={state} />}
        </Figure>
        {dated && run.createdAt !== null ? (
          <Figure label="Started" missing={null} look="shrink-0 desk:hidden">
            <TimeText at={run.createdAt} mode="ago" />
          </Figure>
        ) : null}
      </dl>
      {children}
    </div>
  );
}

function StepCount({ state }: { state: TraceState }) {
  const failed = countFailed(state.steps) + countFailed(state.tail);
  return (
    <>
      {formatCount(countSteps(state))}
      <span className="font-normal text-ink-2">
        {isComplete(state) ? (isGoingOn(state.run) ? ' so far' : '') : ' read'}
        {failed > 0 ? ` · ${formatCount(failed)} failed` : ''}
      </span>
    </>
  );
}

function Figure({
  label,
  missing,
  look = 'shrink-0',
  children,
}: {
  label: string;
  missing: string | null;
  look?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={`mr-[22px] min-w-0 border-r border-line py-[9px] pr-[22px] max-[73.75rem]:mr-3.5 max-[73.75rem]:pr-3.5 max-desk:mr-0 max-desk:border-0 max-desk:pr-0 max-desk:pb-0 ${look}`}
    >
      <dt className="truncate text-micro text-ink-3">{label}</dt>
      <dd
        className="truncate font-medium max-desk:line-clamp-2 max-desk:whitespace-normal"
        title={missing ?? undefined}
      >
        {children}
      </dd>
    </div>
  );
}

function assistantOf(run: Run): string | null {
  if (run.assistantName !== null && run.assistantName !== '') return run.assistantName;
  return run.assistantId === null ? null : shortId(run.assistantId);
}
