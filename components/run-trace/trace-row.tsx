import { memo, useMemo } from 'react';
import { shortId } from '#lib/domain/ids.ts';
import type { Message } from '#lib/domain/message.ts';
import { isTerminal, type Run } from '#lib/domain/run.ts';
import { isStepFailed, isStepTerminal, type Step } from '#lib/domain/step.ts';
import { callName, callResult } from '#lib/domain/step-title.ts';
import type { TreeRow } from '#lib/domain/step-tree.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { StatusGlyph } from '../status/status.tsx';
import type { Stretch } from '../timeline/bar-pieces.ts';
import { RowBar } from '../timeline/row-bar.tsx';
import type { TimelineView } from '../timeline/timeline-view.ts';
import { toolIcon } from '../tool-calls/tool-looks.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { classNames } from '../ui/class-names.ts';
import { formatCount, formatTokens } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { RowFrame, rowLook } from './row-frame.tsx';
import { stepIcon } from './row-icon.ts';
import { StepBar } from './step-bar.tsx';
import { runLength, spanText, stepLength, titleOf, totalTokens } from './trace-texts.ts';

/** What every row needs of the trace. */
export interface RowContext {
  run: Run;
  messages: ReadonlyMap<string, Message>;
  now: Milliseconds;
  timeline: TimelineView;
  phone: boolean;
  /** The place of a step in the order; null where bars have times. */
  slotOf: ((step: Step) => number) | null;
  /** Where steps without an end of their own end at most, by id. */
  open: ReadonlyMap<string, Milliseconds>;
}

/** How a row looks around its cell and its bar. */
export function lookOf(row: TreeRow, active: string): string {
  const selected = row.id === active && row.kind !== 'reading';
  return rowLook({ selected, ruled: row.kind === 'run', bar: row.kind === 'run' || row.kind === 'step' });
}

/** A row but the run's: the cell of the tree and its bar on the axis, side by side, or one below the other on phones. */
export const TraceRow = memo(function TraceRow({
  row,
  context,
}: {
  row: Exclude<TreeRow, { kind: 'run' }>;
  context: RowContext;
}) {
  switch (row.kind) {
    case 'step':
      return <StepRow row={row} step={row.step} context={context} />;
    case 'call':
      return (
        <RowFrame
          className={UNDER_STEP}
          branch={row.place === row.setSize - 1 ? 'last' : 'middle'}
          cell={
            <>
              <Icon of={toolIcon(row.call)} size={14} className="text-ink-2" />
              <Untrusted text={callName(row.call)} className={classNames(NAME, 'font-mono', failedName(row.step))} />
              <span className="min-w-0 truncate text-ink-3">{callResult(row.call, !isStepTerminal(row.step))}</span>
            </>
          }
        />
      );
    case 'reading':
      return (
        <RowFrame className={`${UNDER_STEP} text-ink-3`} cell={<span className="truncate">Reading steps…</span>} />
      );
  }
});

/** Phones have no lines that tie a call to its step, so it stands further in. */
const UNDER_STEP = 'pl-[calc(var(--no)+46px)] max-desk:pl-[calc(var(--no)+54px)]';

const NAME = 'shrink-0 font-medium whitespace-nowrap max-w-[80%] truncate';

function failedName(step: Step): string {
  return isStepFailed(step) ? 'text-fail' : '';
}

const RUN_LOOK = { bar: 'h-bar max-desk:h-2', label: '' };

/** The row of the run itself, with the bar of its phases. */
export function RunRow({ context, bar }: { context: RowContext; bar: readonly Stretch[] }) {
  const { run, now, timeline, phone } = context;
  const row = useMemo(() => ({ stretches: bar, label: '' }), [bar]);
  return (
    <RowFrame
      className="pl-gutter"
      cell={
        <>
          <StatusGlyph status={run.status} silent />
          <span className="font-medium">Run</span>
          <Untrusted text={shortId(run.id)} className="min-w-0 truncate font-mono tracking-[-0.02em] text-ink-3" />
          <RowEnd text={phone ? spanText(run, runLength(run, now)) : formatTokens(totalTokens(run.usage))} />
        </>
      }
      bar={<RowBar timeline={timeline} row={row} look={RUN_LOOK} />}
    />
  );
}

function StepRow({ row, step, context }: { row: TreeRow; step: Step; context: RowContext }) {
  const { run, messages, now, timeline, slotOf, open, phone } = context;
  const { verb, subject } = titleOf(step, messages);
  return (
    <RowFrame
      className="pl-3"
      cell={
        <>
          <span
            className={classNames(
              'w-(--no) shrink-0 text-right text-micro text-ink-3',
              // The room of a twist.
              row.expanded === null && 'mr-[19px]',
            )}
          >
            {row.position === null ? '' : formatCount(row.position)}
          </span>
          {row.expanded === null ? null : <Twist expanded={row.expanded} />}
          <Icon of={stepIcon(step)} size={14} className="text-ink-2" />
          <span className={classNames(NAME, failedName(step))}>{verb}</span>
          {subject === '' ? null : <Untrusted text={subject} className="min-w-0 truncate text-ink-3" />}
          {step.status === 'completed' ? null : <StatusGlyph status={step.status} size={14} silent />}
          <RowEnd text={phone ? spanText(run, stepLength(step, run, now)) : tokensOf(step, run)} />
        </>
      }
      bar={
        <StepBar
          step={step}
          run={run}
          open={open.get(step.id) ?? null}
          slot={slotOf && slotOf(step)}
          timeline={timeline}
        />
      }
    />
  );
}

/** 24 px to click on; the tree's keys do the same. */
function Twist({ expanded }: { expanded: boolean }) {
  return (
    <span
      data-twist
      className={classNames(
        '-mx-1.5 grid size-6 shrink-0 place-items-center text-ink-3 hover:text-ink',
        'before:size-[5.5px] before:border-r-[1.25px] before:border-b-[1.25px] before:border-current',
        expanded ? 'before:-mt-0.5 before:rotate-45' : 'before:-ml-0.5 before:-rotate-45',
      )}
    />
  );
}

/** The source counts the tokens of a step when it ends. */
function tokensOf(step: Step, run: Run): string {
  const growing = step.usage === null && !isStepTerminal(step) && !isTerminal(run);
  return growing ? '…' : formatTokens(totalTokens(step.usage));
}

/** Tokens, or on phones how long it took. */
function RowEnd({ text }: { text: string }) {
  return <span className="ml-auto pl-2 whitespace-nowrap text-ink-2">{text}</span>;
}
