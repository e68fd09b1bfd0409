import type { Message } from './message.ts';
import type { Page } from './page.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';

/** A piece of a text that grows. */
export interface TextPiece {
  /** Where the text stands in its step or message: `calls.0.input`, `calls.0.outputs.1.logs`, `content.0.text`. */
  path: string;
  /** How long the text was before the piece, in UTF-16 units: a piece that came before is known by it. */
  at: number;
  text: string;
}

/** What was added to the texts of a step or message. */
export interface TextDelta {
  /** Id of the step or message. */
  id: string;
  pieces: TextPiece[];
}

/** A run as it is now, with the end of it: enough for whoever has read the steps before. */
export interface LiveSnapshot {
  run: Run;
  /** The run's last steps, oldest first; `nextCursor` is null. */
  steps: Page<Step>;
  /** Id of the step before the first of `steps`; null where there is none. */
  after: string | null;
  /** The last messages that the run wrote, oldest first. */
  messages: Message[];
}

/**
 * What happened to a run, in the words of the API's server-sent events. Objects are whole; in texts over the limit of lists
 * the beginning stands and `truncated` says so. `ended` is the last event of a run that is over; `error` says that following
 * broke off, and that it has to be asked for again.
 */
export type RunEvent =
  | { type: 'snapshot'; trace: LiveSnapshot }
  | { type: 'run_changed'; run: Run }
  | { type: 'step_added'; step: Step }
  | { type: 'step_delta'; delta: TextDelta }
  | { type: 'step_changed'; step: Step }
  | { type: 'message_delta'; delta: TextDelta }
  | { type: 'message_changed'; message: Message }
  | { type: 'ended'; run: Run }
  | { type: 'error'; error: { code: string; message: string } };
