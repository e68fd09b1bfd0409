import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { LongText } from '#lib/domain/long-text.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';
import type { Cut } from '../ui/cut-note.tsx';

/** What a tool call needs from the page it is shown on. */
export interface ToolCallContext {
  /** Address of a file's bytes. */
  fileUrl: (fileId: string) => string;
  /** Name of a file where it is known. */
  fileName?: (fileId: string) => string | null;
  /** Address of the page of another run, for calls that started one; absent where the reader may not go there. */
  runHref?: ((threadId: string, runId: string) => string) | null;
  /** Fetches the step with all its texts whole, where they were cut. */
  loadWhole?: () => void;
  loadingWhole?: boolean;
}

/** How one kind of tool call is shown. */
export interface ToolCallView<C extends ToolCall> {
  kind: C['kind'];
  /**
   * For tools without a kind of their own: the source's words for the tool. Such a view receives only calls whose payload
   * can be read as an object, and shows all of it.
   */
  types?: readonly string[];
  icon: LucideIcon;
  Rendered: ComponentType<{ call: C; context: ToolCallContext }>;
}

/** The properties by which a kit says that a text was cut and offers to load the rest. */
export function cutOf(text: LongText, context: ToolCallContext): Cut {
  return {
    truncated: text.truncated,
    bytes: text.bytes,
    onLoadWhole: context.loadWhole,
    loadingWhole: context.loadingWhole,
  };
}
