import 'server-only';
import type { Look } from './ids.ts';
import type { ThreadBuilder } from './thread-builder.ts';

/** A file that is there when the thread begins. */
export interface Upload {
  name: string;
  tools: readonly ('code_interpreter' | 'file_search')[];
  look?: Look;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** What happens in one thread. Told once for every day (or slot) that somebody opens. */
export interface Story {
  look?: Look;
  metadata?: { [key: string]: string };
  uploads?: readonly Upload[];
  /** Id of the vector store that the uploads are searched in. */
  vectorStore?: string;
  tell(thread: ThreadBuilder): void;
}
