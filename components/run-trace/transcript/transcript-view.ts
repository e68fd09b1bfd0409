import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import type { MessageContext } from '../../conversation/message-view.tsx';
import type { ToolCallContext } from '../../tool-calls/renderer.ts';
import type { TraceFacts } from '../trace-texts.ts';

/** What every entry of the conversation needs, beside what it shows. */
export interface TranscriptView {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  /** For messages and for tool calls alike. */
  context: MessageContext & ToolCallContext;
  target: RowTarget;
  /** Whether the reader chose what is selected. */
  named: boolean;
  isOpen: (target: RowTarget) => boolean;
  /** Selects a call and opens or folds its card. */
  toggle: (target: RowTarget) => void;
  /** Shows a step in the timeline. */
  openInTimeline: (step: string) => void;
  /** `3 cited` of a search; empty for other calls and where nothing is known. */
  cited: (target: RowTarget) => string;
}
