import { isTerminal, type Run } from '#lib/domain/run.ts';
import { type Step, stepSpan } from '#lib/domain/step.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import type { TraceWindow } from '#lib/domain/trace-window.ts';
import { ShareBar } from '../timeline/share-bar.tsx';
import { formatDateTime, formatUtc } from '../ui/format.ts';
import { useHydrated } from '../ui/hydrated.ts';
import { stepSegments } from './phases.ts';
import { resolutionText, runLength, shareText, spanText, stepLength } from './trace-texts.ts';

type Instants = [label: string, at: Milliseconds | null][];

const HEAD = 'py-1.5 pr-3 text-left text-micro font-medium text-ink-3';
const CELL = 'py-1.5 pr-3 align-top';

/** Every instant that the source tells of the run: local, UTC and counted from its creation. */
export function RunTiming({ run, now }: { run: Run; now: Milliseconds }) {
  const instants: Instants = [
    ['Created', run.createdAt],
    ['Started', run.startedAt],
    ['Completed', run.completedAt],
    ['Failed', run.failedAt],
    ['Cancelled', run.cancelledAt],
    ['Expires', run.expiresAt],
  ];
  return (
    <>
      <InstantTable instants={instants} run={run} length={runLength(run, now)} />
      <p className="text-meta text-ink-2">
        The start moves to the time of resuming when tool outputs are submitted, so it does not always mark the first
        start.
      </p>
    </>
  );
}

/** Every instant that the source tells of a step, and where it lies in `window`, the time of the run. */
export function StepTiming({
  step,
  run,
  now,
  window,
}: {
  step: Step;
  run: Run;
  now: Milliseconds;
  window: TraceWindow | null;
}) {
  const instants: Instants = [
    ['Created', step.createdAt],
    ['Completed', step.completedAt],
    ['Failed', step.failedAt],
    ['Cancelled', step.cancelledAt],
    ['Expired', step.expiredAt],
    ['Expires', step.expiresAt],
  ];
  return (
    <>
      {window && stepSpan(step) ? (
        <div aria-hidden>
          <div className="relative h-3.5 rounded-bar bg-idle-soft">
            {stepSegments(step, run, isTerminal(run) ? null : now).map(({ start, end, look }) => (
              <ShareBar
                key={start}
                start={(start - window.start) / (window.end - window.start)}
                end={(end - window.start) / (window.end - window.start)}
                className={look}
              />
            ))}
          </div>
          <div className="flex justify-between pt-1 text-micro text-ink-3">
            <span>0</span>
            <span>{spanText(run, window.end - window.start)}</span>
          </div>
        </div>
      ) : null}
      <InstantTable
        instants={instants}
        run={run}
        length={stepLength(step, run, now)}
        share={shareText(stepLength(step, run, now), run, now)}
      />
    </>
  );
}

function InstantTable({
  instants,
  run,
  length,
  share = null,
}: {
  instants: Instants;
  run: Run;
  length: number | null;
  share?: string | null;
}) {
  const zone = useHydrated();
  const told = instants.flatMap(([label, at]) => (at === null ? [] : [{ label, at }]));
  return (
    <>
      <table className="w-full border-collapse text-meta">
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={HEAD}>
              Instant
            </th>
            <th scope="col" className={HEAD}>
              From creation
            </th>
            <th scope="col" className={HEAD}>
              Local and UTC
            </th>
          </tr>
        </thead>
        <tbody>
          {told.map(({ label, at }) => (
            <tr key={label} className="border-b border-line">
              <th scope="row" className={`${CELL} text-left font-normal text-ink-2`}>
                {label}
              </th>
              <td className={`${CELL} whitespace-nowrap`}>{offsetText(at, run)}</td>
              <td className={CELL}>
                {zone ? <span className="block">{formatDateTime(at)}</span> : null}
                <span className="block text-ink-2">{formatUtc(at)}</span>
              </td>
            </tr>
          ))}
          <tr className="border-b border-line">
            <th scope="row" className={`${CELL} text-left font-normal text-ink-2`}>
              Length
            </th>
            <td className={`${CELL} font-medium`} colSpan={2}>
              {spanText(run, length)}
              {share === null ? null : <span className="font-normal text-ink-2">, {share}</span>}
            </td>
          </tr>
        </tbody>
      </table>
      <p className="text-meta text-ink-2">
        Times of this run are known to {resolutionText(run)}
        {run.timeResolution >= 1000 ? ', so lengths start with ≈.' : '.'}
      </p>
    </>
  );
}

/** An instant counted from the run's creation. */
function offsetText(at: Milliseconds, run: Run): string {
  if (run.createdAt === null) return '–';
  const offset = at - run.createdAt;
  return offset === 0 ? '0' : spanText(run, offset);
}
