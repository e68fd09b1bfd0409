import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import type { MessageContext } from '../../conversation/message-view.tsx';
import type { ToolCallContext } from '../../tool-calls/renderer.ts';
import type { TraceFacts } from '../trace-texts.ts';
import type { CitationGuide } from '../use-citations.ts';
import type { Selection } from '../use-selection.ts';

/** What every entry of the conversation needs, beside what it shows. */
export interface TranscriptView {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  selection: Selection;
  /** For messages. */
  message: MessageContext;
  /** For tool calls, without what belongs to one of them. */
  call: ToolCallContext;
  /** Null while citations are not linked. */
  guide: CitationGuide | null;
  isOpen: (target: RowTarget) => boolean;
  /** Selects a call and opens or folds its card. */
  toggle: (target: RowTarget) => void;
  /** Shows a step in the timeline. */
  openInTimeline: (step: string) => void;
}

/** Whether a call, or a step where `call` is null, is what the reader selected. A step's first call stands for it. */
export function isSelected(
  { selection: { target, named } }: TranscriptView,
  step: string,
  call: number | null,
): boolean {
  return named && target.step === step && (call === null || (target.call ?? 0) === call);
}
