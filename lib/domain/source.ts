import type { Milliseconds } from './time.ts';

/** What a source may or may not be able to do. Each is one kind of call to it. */
export const CAPABILITIES = [
  'list_threads',
  'thread',
  'messages',
  'message',
  'list_runs',
  'run',
  'steps',
  'step',
  'assistant',
  'file',
  'file_content',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** What is known of one capability. `missing` is forgotten at `until` and then tried again. */
export interface CapabilityState {
  name: Capability;
  state: 'unknown' | 'available' | 'missing';
  /** HTTP status by which the source showed that it is missing. */
  status: number | null;
  until: Milliseconds | null;
}

/** The background walk over a source that lists its threads. */
export interface WalkState {
  state: 'idle' | 'walking' | 'done' | 'stopped' | 'limit' | 'cannot_list' | 'failed';
  threads: number;
  runs: number;
  /** Why it ended early, in a sentence that can be shown. */
  message: string | null;
  finishedAt: Milliseconds | null;
}

/** A configured source as the browser may know it: no key, no header value. */
export interface SourceInfo {
  id: string;
  name: string;
  dialect: string;
  /** Host and path prefix of the base URL, without credentials or query; null for the built-in sample. */
  address: string | null;
  capabilities: CapabilityState[];
  walk: WalkState;
  /** Runs of this source that are known by now. */
  knownRuns: number;
}

/** The configured sources, with sentences about the configuration for the person who runs Runlens. */
export interface SourceList {
  items: SourceInfo[];
  nextCursor: null;
  total: number;
  notices: string[];
}
