import { RUN_ROW } from '#lib/contract/trace-view-params.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import type { LedgerPart, TimeLedger } from '#lib/domain/time-ledger.ts';

/** Where on the page something is seen: a row, and with it a stretch of time that the timeline shows. */
export interface Place {
  target: RowTarget;
  /** From the run's creation, in milliseconds; null leaves the timeline as it is. */
  time: { from: number; to: number } | null;
}

/** What stays visible at both sides of a stretch, as a share of it. */
const MARGIN = 0.1;
const RUN: RowTarget = { step: RUN_ROW, call: null };

/** Where a step is seen. */
export function stepPlace(step: string): Place {
  return { target: { step, call: null }, time: null };
}

/** Where a part of the ledger is seen best: at its first step, else on the run's own bar in its longest stretch. */
export function partPlace(ledger: TimeLedger, phase: LedgerPart['phase']): Place {
  const part = ledger.kind === 'parts' ? ledger.parts.find((one) => one.phase === phase) : undefined;
  if (ledger.kind === 'none' || !part) return { target: RUN, time: null };
  const [step] = part.steps;
  if (step !== undefined) return stepPlace(step);
  const zero = ledger.segments[0]?.start ?? 0;
  const { longest } = part;
  if (!longest) return { target: RUN, time: null };
  const margin = Math.round(MARGIN * (longest.end - longest.start));
  const from = Math.max(0, longest.start - zero - margin);
  return { target: RUN, time: { from, to: Math.min(ledger.total, longest.end - zero + margin) } };
}
