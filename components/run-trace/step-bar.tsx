import { isStepFailed, type Step } from '#lib/domain/step.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { StatusGlyph } from '../status/status.tsx';
import { BarLabel, TimeBar } from '../timeline/bar.tsx';
import { percentAt, type Plot } from '../timeline/plot.ts';
import { classNames } from '../ui/class-names.ts';
import { stepSegments } from './phases.ts';
import { spanText, stepLength } from './trace-texts.ts';

/** The bar of a step with its length, or with the code of its error. Nothing for a step without times. */
export function StepBar({ step, run, now, plot }: { step: Step; run: Run; now: Milliseconds; plot: Plot }) {
  const segments = stepSegments(step, run, now);
  const [segment] = segments;
  if (!segment) return null;
  const failed = isStepFailed(step);
  const code = failed ? step.lastError?.code : null;
  const length = stepLength(step, run, now);
  const text = code ?? (length === null ? '' : spanText(run, length));
  return (
    <>
      <TimeBar
        plot={plot}
        segments={segments}
        className={classNames('h-bar max-desk:h-2', failed && 'outline-[1.5px] -outline-offset-[1.5px] outline-fail')}
      />
      {text === '' ? null : (
        <BarLabel
          plot={plot}
          start={segment.start}
          end={segment.end}
          text={text}
          className={classNames('bg-(--row) max-desk:hidden', code ? 'font-medium text-fail' : 'text-ink-2')}
        />
      )}
      {failed ? <FailMark left={percentAt(plot, segment.end)} /> : null}
    </>
  );
}

/** An octagon on the end of the bar, in percent from the left. */
function FailMark({ left }: { left: number }) {
  return (
    <span
      aria-hidden
      className="absolute top-1/2 z-3 flex -translate-1/2 rounded-full bg-panel max-desk:hidden"
      style={{ left: `${left}%` }}
    >
      <StatusGlyph status="failed" size={14} />
    </span>
  );
}
