import { useMemo } from 'react';
import { isTerminal } from '#lib/domain/run.ts';
import { isStepTerminal, type Step, stepEnd } from '#lib/domain/step.ts';
import type { TraceWindow } from '#lib/domain/trace-window.ts';
import { barBox } from '../timeline/bar-pieces.ts';
import { ShareBar } from '../timeline/share-bar.tsx';
import { createTimeScale } from '../timeline/time-scale.ts';
import { openEnds, runSegments, stepSegments } from './phases.ts';
import { offsetText, shareText, spanText, type TraceFacts } from './trace-texts.ts';

/** The run is drawn on this many parts of its length. */
const PARTS = 1000;

/** Where a step lies in its run: its stretch with its ends and share, in front of the run drawn faintly. Idle time is shown. */
export function PlaceBar({
  step,
  steps,
  facts: { run, now, clock, left },
  window,
}: {
  step: Step;
  /** All steps of the run that are there. */
  steps: readonly Step[];
  facts: TraceFacts;
  window: TraceWindow;
}) {
  const around = useMemo(
    () => barBox(createTimeScale(window, PARTS, []), runSegments(run, steps, clock))?.pieces ?? [],
    [run, steps, clock, window],
  );
  const open = useMemo(
    () => (isTerminal(run) ? openEnds(run, steps, window.end).get(step.id) : now) ?? null,
    [run, steps, now, window, step.id],
  );
  const stretch = stepSegments(step, run, open)[0];
  if (!stretch) return null;
  const share = (at: number) => (at - window.start) / (window.end - window.start);
  const length = left && stepEnd(step) === null ? null : shareText(stretch.end - stretch.start, run, now);
  return (
    <div aria-hidden className="pt-0.5 pb-1 text-micro">
      <div className="relative h-[18px] overflow-hidden">
        <span
          className="absolute font-medium whitespace-nowrap"
          style={{ left: `max(0px, min(${share(stretch.start) * 100}%, 100% - 15rem))` }}
        >
          {offsetText(stretch.start, run)} → {endText(step, stretch.end, { run, left })}
          {length === null ? '' : `, ${length}`}
        </span>
      </div>
      <div className="relative h-3.5 overflow-hidden rounded-bar bg-idle-soft">
        {around.map(({ left: at, width, look }) => (
          <span
            key={at}
            className={`absolute inset-y-0 opacity-30 ${look}`}
            style={{ left: `${(at / PARTS) * 100}%`, width: `${(width / PARTS) * 100}%` }}
          />
        ))}
        <ShareBar start={share(stretch.start)} end={share(stretch.end)} className={stretch.look} />
      </div>
      <div className="flex justify-between pt-1 text-ink-3">
        <span>0</span>
        <span>{spanText(run, window.end - window.start)}, idle time shown</span>
      </div>
    </div>
  );
}

/** Where a step ends, as far as that is known: the source may not say, or it may go on. */
function endText(step: Step, end: number, { run, left }: Pick<TraceFacts, 'run' | 'left'>): string {
  if (stepEnd(step) !== null) return offsetText(end, run);
  if (isTerminal(run) || isStepTerminal(step)) return `at most ${offsetText(end, run)}`;
  return left ? 'end not known' : 'now';
}
