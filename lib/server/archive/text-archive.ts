import 'server-only';
import type { Page } from '../../domain/page.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import type { KeptRun } from './archive.ts';
import type { RunQuery } from './run-query.ts';

/** An object to be kept, with the text by which people look for it; without one it is found by its id alone. */
export interface WordedObject extends WireObject {
  words?: string;
}

/** A thread, or a message of one that no run's text holds, as a search finds it. */
export interface LooseText {
  source: string;
  kind: 'thread' | 'message';
  id: string;
  threadId: string;
  /** Its own JSON. */
  text: string;
}

/** What a search finds: a run by all its texts together, a loose text by its own. */
export type FoundText = { run: KeptRun } | { loose: LooseText };

/** An object that may be a loose text, to be looked at anew. */
export interface DueText {
  source: string;
  object: WireObject;
  /** Whether it is one now. */
  indexed: boolean;
  /** Whether a run of its thread began after it. */
  answered: boolean;
}

/** Threads and messages that stand in no run, as they are searched. */
export interface TextArchive {
  /**
   * Everything in which all words of a query stand, newest first, by the query's source and time; loose texts only where it
   * asks for nothing that runs alone have. A page may be short and still have a cursor, as in `listRuns`.
   */
  search(query: RunQuery, page: { cursor?: string | undefined; limit: number }): Promise<Page<FoundText>>;
  /** Begins to bring all loose texts to a version, unless that is under way. */
  beginTexts(version: number): Promise<void>;
  /** Objects of the next part that are to be looked at; null where all are done. See loose-due.ts. */
  dueTexts(version: number): Promise<{ due: DueText[]; until: string | null } | null>;
  /** Writes what was made of a part: texts to be found, null for those that are not. */
  putTexts(
    version: number,
    part: { until: string | null; made: readonly { due: DueText; words: string | null }[] },
  ): Promise<void>;
}
