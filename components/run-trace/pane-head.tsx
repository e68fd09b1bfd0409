import { Check, ChevronDown, ChevronUp, Link } from 'lucide';
import { useState } from 'react';
import { formatTraceViewParams, RUN_ROW } from '#lib/contract/trace-view-params.ts';
import { SCROLLED, withoutPlaces } from '#lib/contract/view-place-params.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Step } from '#lib/domain/step.ts';
import { callName } from '#lib/domain/step-title.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import { StatusBadge } from '../status/status.tsx';
import { toolIcon } from '../tool-calls/tool-looks.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { IconButton } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { CopyableId } from '../ui/copyable-id.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useSaid } from '../ui/use-said.ts';
import { stepIcon } from './row-icon.ts';
import { runLength, spanText, stepLength, titleOf, type TraceFacts } from './trace-texts.ts';
import type { Selection } from './use-selection.ts';

/** Moves the selection by one row; null at an end. */
export interface Neighbours {
  previous: (() => void) | null;
  next: (() => void) | null;
}

/** What is selected, in short: the run when `step` is null and `isRun`, a step, or one of its calls. */
export function PaneHead({
  step,
  position,
  state,
  facts,
  selection,
  neighbours,
}: {
  /** Null for the run, and for a step that is not there yet. */
  step: Step | null;
  position: number | null;
  state: TraceState;
  facts: TraceFacts;
  selection: Selection;
  neighbours: Neighbours;
}) {
  const { run, now } = facts;
  const isRun = selection.target.step === RUN_ROW;
  const { call } = selection.target;
  const shown = call === null ? undefined : step?.calls[call];
  // Nothing below says the name of a step's only function where its wait is not known.
  const only = step?.calls.length === 1 ? step.calls[0] : undefined;
  const icon = shown ? toolIcon(shown) : step ? stepIcon(step) : null;
  const id = isRun ? run.id : shown ? shown.id : (step?.id ?? null);
  const length = step ? stepLength(step, run, now) : isRun ? runLength(run, now) : null;
  return (
    <div className="grid flex-none gap-1.5 px-[18px] max-desk:px-gutter pt-3 pb-2.5 max-desk:group-data-[open=true]/sheet:pt-0">
      <div className="flex min-w-0 items-center gap-2">
        {icon ? <Icon of={icon} /> : null}
        <h2 className="min-w-0 truncate text-[15px] leading-[22px] font-semibold tracking-[-0.012em]">
          {isRun ? (
            'Run'
          ) : shown ? (
            <Untrusted text={callName(shown)} className="font-mono text-[0.92em] tracking-[-0.02em]" />
          ) : step ? (
            <>
              {titleOf(step, facts.messages).verb}
              {only?.kind === 'function' ? (
                <span className="font-mono text-ui font-medium">
                  {' '}
                  <Untrusted text={callName(only)} />
                </span>
              ) : null}
            </>
          ) : (
            'Step'
          )}
        </h2>
        {isRun ? <StatusBadge status={run.status} /> : step ? <StatusBadge status={step.status} /> : null}
        <HeadActions neighbours={neighbours} selection={selection} />
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-0.5 text-meta text-ink-2 max-desk:group-data-[open=false]/sheet:flex-nowrap max-desk:group-data-[open=false]/sheet:whitespace-nowrap">
        {id ? (
          <span className="-mr-1.5 text-ink">
            <CopyableId id={id} display={shortId(id)} />
          </span>
        ) : null}
        {position !== null ? (
          <span>
            {shown ? 'in ' : ''}
            <span className="font-medium text-ink">step {formatCount(position)}</span>
            {isComplete(state) ? ` of ${formatCount(state.steps.length)}` : ''}
          </span>
        ) : null}
        {shown && call !== null && step && step.calls.length > 1 ? (
          <span>
            call {call + 1} of {step.calls.length}
          </span>
        ) : null}
        {length === null || shown ? null : <span className="font-medium text-ink">{spanText(run, length)}</span>}
        {step?.usage?.outputTokens && !shown ? (
          <span>
            <span className="font-medium text-ink">{formatCount(step.usage.outputTokens)}</span> tokens out
          </span>
        ) : null}
      </div>
    </div>
  );
}

function HeadActions({ neighbours, selection }: { neighbours: Neighbours; selection: Selection }) {
  const link = () => {
    const { target, tab, text, finds, result, opened } = selection;
    const places = withoutPlaces(selection.places, SCROLLED);
    const query = formatTraceViewParams({ ...target, tab, text, finds, result, opened, places });
    return `${window.location.origin}${window.location.pathname}?${query}`;
  };
  return (
    // On phones beside the handle of the sheet, so that the name has its line for itself.
    <span className="ml-auto flex flex-none items-center gap-1 text-ink-2 max-desk:absolute max-desk:top-1 max-desk:right-0 max-desk:z-2 max-desk:gap-0 max-desk:*:tap max-desk:*:w-11 max-desk:group-data-[open=false]/sheet:hidden">
      <IconButton
        size="sm"
        label="Previous row"
        disabled={!neighbours.previous}
        onClick={() => neighbours.previous?.()}
      >
        <Icon of={ChevronUp} />
      </IconButton>
      <IconButton size="sm" label="Next row" disabled={!neighbours.next} onClick={() => neighbours.next?.()}>
        <Icon of={ChevronDown} />
      </IconButton>
      <CopyLink link={link} />
    </span>
  );
}

function CopyLink({ link }: { link: () => string }) {
  const [copied, setCopied] = useState(false);
  useSaid(copied ? 'Copied the link' : '', 'copy');
  const copy = async () => {
    setCopied(await copyText(link()));
    window.setTimeout(() => setCopied(false), 1500);
  };
  return (
    <IconButton size="sm" label="Copy a link to this" onClick={() => void copy()}>
      <Icon of={copied ? Check : Link} size={14} />
    </IconButton>
  );
}
