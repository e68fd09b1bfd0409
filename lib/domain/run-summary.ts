import type { Phase } from './time-ledger.ts';
import type { Milliseconds } from './time.ts';

/** What a list row shows beyond the run object itself; read in the background for visible rows. */
export interface RunSummary {
  source: string;
  key: string;
  /** The user's message that the run answers, on one line; null where it is not to be had. */
  firstMessage: string | null;
  /** Steps read; `stepsComplete` is false when there are more. */
  steps: number | null;
  stepsComplete: boolean;
  /** Where the time went, in order of time; empty where the source keeps no times. */
  phases: { phase: Phase; length: Milliseconds }[];
  /** Words of the tools that were called (`code_interpreter`, …). */
  tools: string[];
}
