import type { MessageCitations, ResultPlace } from '#lib/domain/citations-model.ts';
import type { LongText } from '#lib/domain/long-text.ts';
import type { Cut } from '../ui/cut-note.tsx';

/** What a message needs from the page it is shown on. */
export interface MessageContext {
  /** Address of a file's bytes. */
  fileUrl: (fileId: string) => string;
  /** Name of a file where it is known. */
  fileName?: ((fileId: string) => string | null) | undefined;
  /** Size of a file where it is known. */
  fileBytes?: ((fileId: string) => number | null) | undefined;
  /** Opens an image in the viewer, among all others; alone where it is absent. */
  openImage?: ((fileId: string) => void) | undefined;
  /** How citations were linked with the searches of the run; absent where no run is in view. */
  citations?: MessageCitationsGuide | undefined;
  /** Fetches the message with all its texts whole, where they were cut. */
  loadWhole?: () => void;
  loadingWhole?: boolean;
}

/** What is known of the citations of messages, and the way to the passages that they mean. */
export interface MessageCitationsGuide {
  /** Null for messages that were not linked. */
  of: (messageId: string) => MessageCitations | null;
  /** Address at which a search result is in view. */
  href: (place: ResultPlace) => string;
  /** Brings a search result into view. */
  open: (place: ResultPlace) => void;
  /** Number of the source of a message that the address names, from 1; null for none. */
  marked: (messageId: string) => number | null;
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
