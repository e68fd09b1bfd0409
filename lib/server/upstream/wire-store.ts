import 'server-only';
import type { Page, PageQuery } from '../../domain/page.ts';

/** What a source's objects are, whichever words its protocol has for them. */
export type WireKind = 'thread' | 'run' | 'step' | 'message' | 'assistant' | 'file';

/** One object as its source sent it. */
export interface WireObject {
  kind: WireKind;
  id: string;
  /** Thread it belongs to; null for assistants and files, and where it is not said. */
  threadId: string | null;
  /** Run it belongs to: of steps, and of messages that a run wrote. */
  runId: string | null;
  /** When the source says it was made, ms since 1970. */
  createdAt: number | null;
  /** Its JSON, byte for byte where it came alone or could be cut out of a list. */
  text: string;
}

/** Which objects of a kind: of a thread, or of a run of a thread. */
export interface WireParent {
  threadId: string;
  runId?: string;
}

/**
 * Kept objects of one source, from which a dialect answers as the source would. Lists are in the order of creation; those of
 * the same instant keep the order in which the source listed them, and steps without one stay where it listed them. A cursor
 * is the id of the last object of the page before.
 */
export interface WireStore {
  /** The object, or null where it was never kept. Steps and messages are found by their own id. */
  get(kind: WireKind, id: string, signal: AbortSignal): Promise<WireObject | null>;
  list(
    kind: 'run' | 'step' | 'message',
    of: WireParent,
    page: PageQuery,
    signal: AbortSignal,
  ): Promise<Page<WireObject>>;
  /** Bytes of a file, or null where they were not kept. */
  bytes(fileId: string, signal: AbortSignal): Promise<{ body: ReadableStream<Uint8Array>; bytes: number } | null>;
}
