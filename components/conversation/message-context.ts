import type { LongText } from '#lib/domain/long-text.ts';
import type { Cut } from '../ui/cut-note.tsx';

/** What a message needs from the page it is shown on. */
export interface MessageContext {
  /** Address of a file's bytes. */
  fileUrl: (fileId: string) => string;
  /** Name of a file where it is known. */
  fileName?: ((fileId: string) => string | null) | undefined;
  /** Fetches the message with all its texts whole, where they were cut. */
  loadWhole?: () => void;
  loadingWhole?: boolean;
}

/** The properties by which a kit says that a text was cut and offers to load the rest. */
export function cutOf(text: LongText, context: MessageContext): Cut {
  return {
    truncated: text.truncated,
    bytes: text.bytes,
    onLoadWhole: context.loadWhole,
    loadingWhole: context.loadingWhole,
  };
}
