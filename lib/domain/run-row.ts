import type { Run } from './run.ts';
import type { RunSummary } from './run-summary.ts';

/** A run of the list, with what is known of it without asking its source. */
export interface RunRow extends Run {
  /** What the steps and messages said when they were read; null where they were not. */
  summary: RunSummary | null;
  /** When the source was found not to have the run any more, ms since 1970. */
  goneAt: number | null;
  /** Only pieces of the run came, and none was the run itself. */
  piecesOnly: boolean;
}
