import type { RunRow } from './run-row.ts';

/** Runs that belong together: of one thread, or failures that are alike. */
export interface RunGroup {
  /** Thread id, or hash of the fingerprint. */
  id: string;
  title: string;
  /** Null where runs of several sources are in it. */
  source: string | null;
  count: number;
  failed: number;
  /** False where older runs were not counted for want of time: there are at least so many. */
  whole: boolean;
  /** Creation of its first and last run, ms since 1970. */
  firstSeen: number;
  lastSeen: number;
  newest: RunRow;
  /** Of failures: error code, tool, and the step of the newest run that failed. */
  code: string | null;
  tool: string | null;
  stepId: string | null;
}
