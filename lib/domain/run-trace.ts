import type { Page } from './page.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';

/** A run with a page of its steps, oldest first; `steps.nextCursor` says where the rest begins. */
export interface RunTrace {
  run: Run;
  steps: Page<Step>;
  /** Why `steps` is empty where the source has no steps to give. */
  problem?: { code: string; message: string } | undefined;
}

/** One line of the step stream (NDJSON). The last line is `end` or `error`. */
export type StepLine =
  | { type: 'step'; step: Step }
  | { type: 'end'; count: number }
  | { type: 'error'; error: { code: string; message: string; request_id: string } };
