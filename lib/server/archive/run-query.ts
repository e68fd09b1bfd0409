import 'server-only';
import type { RunSort } from '../../domain/run-list.ts';

/** Which runs, in which order. Lists are alternatives; different fields must all fit. Empty lists do not filter. */
export interface RunQuery {
  source: readonly string[];
  thread: string | null;
  status: readonly string[];
  /** Assistant ids. */
  assistant: readonly string[];
  model: readonly string[];
  /** Words of tools that were called. */
  tool: readonly string[];
  /** Error codes. */
  error: readonly string[];
  /** Hash of a failure's fingerprint. */
  fingerprint: string | null;
  /** Words that must all occur in the run's texts, `"…"` for a phrase, `word*` for its beginning. Empty for all. */
  text: string;
  /** Created from this instant on, ms since 1970. */
  from: number | null;
  /** Created before this instant. */
  to: number | null;
  sort: RunSort;
  dir: 'asc' | 'desc';
}

/** All runs, newest first. */
export const ALL_RUNS: RunQuery = {
  source: [],
  thread: null,
  status: [],
  assistant: [],
  model: [],
  tool: [],
  error: [],
  fingerprint: null,
  text: '',
  from: null,
  to: null,
  sort: 'started',
  dir: 'desc',
};
