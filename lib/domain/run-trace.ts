import type { KnownWay } from './known-id.ts';
import type { Page } from './page.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';
import type { Milliseconds } from './time.ts';

/** A run with a page of its steps, oldest first; `steps.nextCursor` says where the rest begins. */
export interface RunTrace {
  run: Run;
  steps: Page<Step>;
  /** Why `steps` is empty where the source has no steps to give. */
  problem?: { code: string; message: string } | undefined;
  /** What the archive holds of the run; null or absent where it has nothing. */
  kept?: KeptTrace | null | undefined;
}

/** How a run stands in the archive. */
export interface KeptTrace {
  capturedAt: Milliseconds;
  /** When the source was found not to have the run any more. */
  goneAt: Milliseconds | null;
  /** Whether everything of the run is in the archive, which is then read instead of the source. */
  whole: boolean;
  /** How it came there first. */
  origin: KnownWay;
  /** True where only steps or messages were kept and never the run itself: all that is known of it are its ids. */
  runMissing: boolean;
  /** True where the source has no more to say: everything is kept, it does not have the run any more, or is not configured. */
  final: boolean;
  /** Why the archive answered instead of the source, in a sentence; null where the source answered or need not be asked. */
  because: string | null;
}

/** One line of the step stream (NDJSON). The last line is `end` or `error`. */
export type StepLine =
  | { type: 'step'; step: Step }
  | { type: 'end'; count: number }
  | { type: 'error'; error: { code: string; message: string; request_id: string } };
