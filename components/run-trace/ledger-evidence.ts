import { RUN_ROW } from '#lib/contract/trace-view-params.ts';
import type { LedgerPart } from '#lib/domain/time-ledger.ts';

/** The row that shows a part best: its first step, else the run's own bar. */
export function evidenceOf(part: LedgerPart): string {
  return part.steps[0] ?? RUN_ROW;
}
