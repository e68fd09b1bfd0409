import type { RunRow } from './run-row.ts';
import type { Milliseconds } from './time.ts';

/** A piece of a snippet; `marked` where words of the search stand. */
export interface SnippetPart {
  text: string;
  marked: boolean;
}

/** One place in a run, or in a thread, where words of a search stand. */
export interface SearchHit {
  /** Id of the step; null for the run itself and for messages that no step wrote. */
  step: string | null;
  /** Number of the step from 1; null where it is not known. */
  stepNumber: number | null;
  /** Place of the call inside the step, from 0. */
  call: number | null;
  /** What the text is, in words: `Logs`, `Arguments`, `Message of the user`. */
  place: string;
  /** The text inside the step, as `text-path.ts` names it; null for others. */
  path: string | null;
  /** Line from 1, as the log view counts them. */
  line: number | null;
  /** About 120 characters around the words; an ellipsis stands where it was cut. */
  snippet: SnippetPart[];
  /** The page of the run or thread, opened at this place. */
  href: string;
}

/** A run that a search found, with the places that say most. */
export interface RunHits {
  run: RunRow;
  /** At most three. Empty where the words stand in ids or names of the run only, or beyond what was looked through. */
  hits: SearchHit[];
  /** Places beyond these. */
  more: number;
  /** False where the run was too long to be looked through: there may be more. */
  complete: boolean;
}

/** A thread, or a message of one that stands in no run, that a search found. */
export interface ThreadHits {
  thread: { source: string; id: string };
  /** Null where the words stand in what is known of the thread itself, its metadata. */
  message: { id: string; role: string; createdAt: Milliseconds | null } | null;
  /** At most three. Empty where the words stand in ids only, or beyond what was looked through. */
  hits: SearchHit[];
  /** Places beyond these. */
  more: number;
}

/** What a search finds. */
export type SearchFound = RunHits | ThreadHits;

/** Most hits of a run that a search shows. */
export const HITS_SHOWN = 3;
