import 'server-only';
import type { TraceViewParams } from '../../contract/trace-view-params.ts';

/** One text of a run, and what the run's page shows when it is opened there. */
export interface Place {
  step: string | null;
  stepNumber: number | null;
  call: number | null;
  /** What it is, in words. */
  place: string;
  /** As `text-path.ts` names it; null for texts that are not of a step. */
  path: string | null;
  /** `log` has lines that can be linked; `json` has places. */
  form: 'plain' | 'log' | 'json';
  text: string;
  /** Texts that many runs share, ids and names: shown where nothing else says as much. */
  minor?: boolean;
  view: Partial<TraceViewParams>;
}
