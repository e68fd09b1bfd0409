import { use } from 'react';
import { type Step, stepEnd } from '#lib/domain/step.ts';
import { Recipient } from '../status/audience.ts';
import { Glyph } from '../status/glyph.tsx';
import { classNames } from '../ui/class-names.ts';
import { offsetText, shareText, stepLength, type TraceFacts } from './trace-texts.ts';
import { type Waiting, waitingOf } from './transcript/waiting.ts';

/** How long a step waited for the outputs of its functions: its share of the run and both ends. Nothing for other steps. */
export function WaitBlock({ step, facts }: { step: Step; facts: TraceFacts }) {
  const { run, now } = facts;
  const waiting = waitingOf(step, run, now);
  if (!waiting) return null;
  const share = shareText(stepLength(step, run, now), run, now);
  const about = run.timeResolution >= 1000 ? '≈\u202f' : '';
  return (
    <div role="group" aria-label="Waiting for outputs" className="rounded-card border border-line text-meta">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 border-b border-line px-[11px] py-1 font-medium">
        <span className="text-wait">
          <Glyph status="requires_action" size={14} />
        </span>
        <h3 className="min-w-0 font-medium">{waiting.text}</h3>
        {share === null ? null : (
          <span className="ml-auto font-normal text-ink-3">
            {about}
            {share}
            {waiting.open ? ' so far' : ''}
          </span>
        )}
      </div>
      <div className="grid gap-2 px-[11px] py-2.5">
        <i
          aria-hidden
          className={classNames('ph-you h-3 rounded-bar', waiting.open && 'animate-pulse motion-reduce:animate-none')}
        />
        <Ends step={step} facts={facts} waiting={waiting} />
        <p className="text-pretty text-ink-2">
          {meaning(waiting, step, use(Recipient) ? 'the caller' : 'your server')}
        </p>
      </div>
    </div>
  );
}

function Ends({ step, facts: { run }, waiting }: { step: Step; facts: TraceFacts; waiting: Waiting }) {
  const end = stepEnd(step);
  const due = run.expiresAt;
  return (
    <div className="flex flex-wrap justify-between gap-x-4 text-micro">
      <span>{step.createdAt === null ? '' : `Asked after ${offsetText(step.createdAt, run)}`}</span>
      {waiting.open ? (
        <span>{due === null ? 'Not submitted yet' : `Due by ${offsetText(due, run)}`}</span>
      ) : end === null ? null : (
        <span>{`${unanswered(step) ? 'Ended after' : 'Submitted by'} ${offsetText(end, run)}`}</span>
      )}
    </div>
  );
}

/** Whether the source shows no output at all. */
function unanswered(step: Step): boolean {
  return step.calls.every((call) => call.kind !== 'function' || call.output === null);
}

function meaning(waiting: Waiting, step: Step, who: string): string {
  const one = step.calls.filter((call) => call.kind === 'function').length === 1;
  const calls = one ? 'this call' : 'these calls';
  if (waiting.never) return `The run ended before ${who} answered ${calls}.`;
  if (waiting.open) return `The run goes on when ${who} submits ${one ? 'the output' : 'all outputs together'}.`;
  if (unanswered(step))
    return `The source shows no output of ${calls}. What it took to write the arguments is in the time.`;
  return (
    `The run could not go on until ${who} had answered ${calls}. ` +
    'The source does not say when it asked, so the time of writing the arguments is in it.'
  );
}
