import type { ReactNode } from 'react';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { countSteps, isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCount } from '../ui/format.ts';
import { countFailed, PHASE_LABELS, PHASE_LOOKS, phaseTotals } from './phases.ts';
import { runLength, spanText } from './trace-texts.ts';

/** The run in figures. A figure that is not known is – with a title that says why. */
export function SummaryStrip({ state, now }: { state: TraceState; now: Milliseconds }) {
  const { run } = state;
  const length = runLength(run, now);
  return (
    <dl className="flex min-w-0 flex-none items-stretch border-t border-line px-gutter max-desk:grid max-desk:grid-cols-3 max-desk:gap-x-2.5 max-desk:pb-2">
      <Figure label="Duration" missing={length === null ? 'The source does not say when it ended' : null}>
        {spanText(run, length)}
      </Figure>
      <Figure label="Tokens in / out" missing={run.usage ? null : 'The source has not sent the usage of this run'}>
        {formatCount(run.usage?.inputTokens)}
        <span className="font-normal text-ink-3"> / </span>
        {formatCount(run.usage?.outputTokens)}
      </Figure>
      <Figure label="Model" missing={run.model === null ? 'The source does not name the model' : null}>
        {run.model === null ? '–' : <Untrusted text={run.model} />}
      </Figure>
      <Figure label="Assistant" missing={assistantOf(run) === null ? 'The run names no assistant' : null}>
        <Untrusted text={assistantOf(run) ?? '–'} />
      </Figure>
      <Figure label="Steps" missing={state.problem ? state.problem.message : null}>
        {state.problem ? '–' : <StepCount state={state} />}
      </Figure>
      <PhaseBar state={state} now={now} />
    </dl>
  );
}

function StepCount({ state }: { state: TraceState }) {
  const failed = countFailed(state.steps) + countFailed(state.tail);
  return (
    <>
      {formatCount(countSteps(state))}
      <span className="font-normal text-ink-2">
        {isComplete(state) ? '' : ' read'}
        {failed > 0 ? ` · ${formatCount(failed)} failed` : ''}
      </span>
    </>
  );
}

function Figure({ label, missing, children }: { label: string; missing: string | null; children: ReactNode }) {
  return (
    <div className="mr-[22px] min-w-0 border-r border-line py-[9px] pr-[22px] max-[73.75rem]:mr-3.5 max-[73.75rem]:pr-3.5 max-desk:mr-0 max-desk:border-0 max-desk:pr-0">
      <dt className="truncate text-micro text-ink-3">{label}</dt>
      <dd className="truncate font-medium" title={missing ?? undefined}>
        {children}
      </dd>
    </div>
  );
}

function assistantOf(run: Run): string | null {
  if (run.assistantName !== null && run.assistantName !== '') return run.assistantName;
  return run.assistantId === null ? null : shortId(run.assistantId);
}

/** Where the time went, as one bar; only for runs that have times and steps to tell it by. */
function PhaseBar({ state, now }: { state: TraceState; now: Milliseconds }) {
  const totals = isComplete(state) ? phaseTotals(state.run, state.steps, now) : [];
  if (totals.length === 0) return null;
  return (
    <div className="min-w-[200px] flex-1 py-[9px] max-desk:order-first max-desk:col-span-full max-desk:min-w-0">
      <dt className="sr-only">Where the time went</dt>
      <dd>
        <ul className="flex gap-x-3.5 gap-y-1 overflow-hidden text-micro whitespace-nowrap text-ink-2 max-desk:flex-wrap">
          {totals.map(({ phase, length }) => (
            <li key={phase} className="inline-flex items-center gap-[5px]">
              <i aria-hidden className={`size-2 flex-none rounded-bar ${PHASE_LOOKS[phase]}`} />
              {PHASE_LABELS[phase]}
              <span className="font-medium text-ink">{spanText(state.run, length)}</span>
            </li>
          ))}
        </ul>
        <div aria-hidden className="mt-[3px] flex h-2 gap-px overflow-hidden rounded-bar max-desk:h-3">
          {totals.map(({ phase, length }) => (
            <i
              key={phase}
              className={`block h-full min-w-[3px] ${PHASE_LOOKS[phase]}`}
              style={{ flex: `${length} 1 0` }}
            />
          ))}
        </div>
      </dd>
    </div>
  );
}
