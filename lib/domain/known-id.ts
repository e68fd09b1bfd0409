import type { Milliseconds } from './time.ts';

/**
 * How an id came to be known first: opened or listed by somebody, met by the walk over a source, imported, seen by the
 * pass-through, pasted as the id of a thread to fetch.
 */
export const KNOWN_WAYS = ['view', 'walk', 'import', 'pass_through', 'paste'] as const;

export type KnownWay = (typeof KNOWN_WAYS)[number];

/** How an id came to be known, for people. */
export const WAY_WORDS: Record<KnownWay, string> = {
  view: 'opened or listed',
  walk: 'found by reading threads',
  import: 'imported',
  pass_through: 'through the pass-through',
  paste: 'fetched by thread ID',
};

export type KnownKind = 'run' | 'thread';

/** The id of a run or a thread that the archive has met. */
export interface KnownId {
  kind: KnownKind;
  source: string;
  id: string;
  /** Of a run: what its page is found by. Null for threads. */
  key: string | null;
  /** Of a run: its thread, null where it has none. Of a thread: its own id. */
  threadId: string | null;
  way: KnownWay;
  /** The earliest and the last time that the archive has a note of. */
  firstSeen: Milliseconds;
  lastSeen: Milliseconds;
  /** Of a run: when its source was found not to have it any more. */
  goneAt: Milliseconds | null;
  /** Of a thread: runs that are known of it, counted up to `MOST_COUNTED`. Null for runs. */
  runs: number | null;
}

/** Runs of a thread are counted so far. */
export const MOST_COUNTED = 1_000;

/** Which ids are asked for. */
export interface KnownFilter {
  kind: KnownKind;
  /** Null for any. */
  way: KnownWay | null;
  /** A part of the id or, for runs, of their thread's id, in either case of letters; empty for all. */
  text: string;
}

/** Whether a word names a way by which an id became known. */
export function isKnownWay(value: unknown): value is KnownWay {
  return (KNOWN_WAYS as readonly unknown[]).includes(value);
}
