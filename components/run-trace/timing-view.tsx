import type { Run } from '#lib/domain/run.ts';
import { type Step, stepSpan } from '#lib/domain/step.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { formatDateTime, formatUtc } from '../ui/format.ts';
import { useHydrated } from '../ui/hydrated.ts';
import { PlaceBar } from './place-bar.tsx';
import {
  offsetText,
  resolutionText,
  runLength,
  shareText,
  spanText,
  stepLength,
  type TraceFacts,
} from './trace-texts.ts';

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

/** Every instant that the source tells of a step, and where it lies in the time of the run. */
export function StepTiming({
  step,
  steps,
  facts,
  ofCall,
}: {
  step: Step;
  /** All steps of the run that are there. */
  steps: readonly Step[];
  facts: TraceFacts;
  /** Whether a call of the step is in view. */
  ofCall: boolean;
}) {
  const { run, now, window } = facts;
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
      {window && stepSpan(step) ? <PlaceBar step={step} steps={steps} facts={facts} window={window} /> : null}
      <InstantTable
        instants={instants}
        run={run}
        length={stepLength(step, run, now)}
        share={shareText(stepLength(step, run, now), run, now)}
      />
      {ofCall ? (
        <p className="text-meta text-ink-2">
          The source times steps, not calls: these are the times of the whole step.
        </p>
      ) : null}
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
