import type { KnownWay } from './known-id.ts';
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
  'create_run',
  'update_run',
  'cancel_run',
  'submit_outputs',
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
  /** How many of them came in which way; null where nothing counted them (no archive, or it cannot be read). */
  knownBy: KnownBy | null;
  /** Threads that somebody asked to be fetched by their ids. */
  fetching: KnownFetch;
  /** Runlens has no key for it (`auth` is passthrough): its pages show what the archive holds. */
  archiveOnly: boolean;
}

/** Runs by how they came first. */
export type KnownBy = Record<KnownWay, number>;

/** How far the fetching of threads by their ids is. `waiting`: the source asked for a pause. */
export interface KnownFetch {
  state: 'idle' | 'fetching' | 'waiting' | 'done' | 'stopped' | 'failed';
  /** Threads asked for. */
  threads: number;
  /** Of them, those that were tried. */
  done: number;
  runs: number;
  /** Threads that the source does not have, the first few. */
  missing: string[];
  missingCount: number;
  /** Threads that could not be read for another reason. */
  failed: number;
  /** Why it ended early, why threads failed, or when it goes on, in a sentence that can be shown. */
  message: string | null;
  finishedAt: Milliseconds | null;
}

export const NO_KNOWN_FETCH: KnownFetch = {
  state: 'idle',
  threads: 0,
  done: 0,
  runs: 0,
  missing: [],
  missingCount: 0,
  failed: 0,
  message: null,
  finishedAt: null,
};

/** What settings say of a source beyond `SourceInfo`: how it is told who asks, without a secret. */
export interface SourceSettings {
  id: string;
  auth: 'bearer' | 'header' | 'azure' | 'passthrough' | 'none';
  /** Name of the header that carries the key, or the scope of the token; null for the others. */
  authDetail: string | null;
  /** Names of what is added to each call; values stay on the server. */
  headers: string[];
  query: string[];
}

/** Whether a source answers. `unasked`: Runlens has no key to ask with. `key_refused`: it answers, but not with this key. */
export interface SourceReach {
  state: 'reachable' | 'key_refused' | 'unreachable' | 'unasked';
  /** Why not, in a sentence that can be shown. */
  message: string | null;
  /** ms since 1970. */
  at: number;
}

/**
 * Whether runs are remembered; `message` says why not, where something is wrong. `unwritable`: what is kept can be read, but
 * nothing new is kept.
 */
export interface ArchiveState {
  state: 'on' | 'off' | 'unwritable' | 'failed';
  message: string | null;
}

/** A source that only the archive knows. */
export interface KeptSource {
  source: string;
  knownBy: KnownBy;
}

/** The configured sources, with sentences about the configuration for the person who runs Runlens. */
export interface SourceList {
  items: SourceInfo[];
  nextCursor: null;
  total: number;
  notices: string[];
  archive: ArchiveState;
  /** Sources that the archive knows runs of and that are not configured; empty where it could not be asked in time. */
  kept: KeptSource[];
  /** Whether runs may be started, answered, changed and cancelled from pages. */
  operate: boolean;
}
