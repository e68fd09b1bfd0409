import 'server-only';
import { instantsOf } from '../upstream/wire-order.ts';
import type { WireKind, WireObject } from '../upstream/wire-store.ts';
import type { ObjectSpool, Place } from './object-spool.ts';

/** An object that was read; its JSON is in the spool. */
export interface Entry {
  kind: WireKind;
  id: string;
  threadId: string | null;
  runId: string | null;
  createdAt: number | null;
  place: Place;
  /** Larger is the later state of the same object. */
  rank: number;
}

/** Bytes that come with an import. */
export interface FileEntry {
  fileId: string;
  place: Place;
}

/** What belongs to one run: the run, where it came, its steps and the messages that it wrote. */
export interface RunPieces {
  threadId: string | null;
  runId: string;
  entries: Entry[];
}

/** Everything that an import has read, each object once, in its newest state. */
export class ImportPool {
  readonly spool: ObjectSpool;
  readonly #entries = new Map<string, Entry>();
  readonly files = new Map<string, FileEntry>();
  /** Values of other protocols. */
  readonly raws: Place[] = [];
  /** Parts of recorded streams, as they stand in a bundle. */
  readonly streams: Place[] = [];

  constructor(spool: ObjectSpool) {
    this.spool = spool;
  }

  /** Objects, each once. */
  get size(): number {
    return this.#entries.size;
  }

  /** Takes a state of an object; of two that are equally far the one that came last. The first keeps the place in lists. */
  add(entry: Entry): void {
    const name = `${entry.kind} ${entry.id}`;
    const before = this.#entries.get(name);
    if (!before) this.#entries.set(name, entry);
    else if (entry.rank >= before.rank) {
      Object.assign(before, {
        ...entry,
        threadId: entry.threadId ?? before.threadId,
        runId: entry.runId ?? before.runId,
        createdAt: entry.createdAt ?? before.createdAt,
      });
    } else {
      before.threadId ??= entry.threadId;
      before.runId ??= entry.runId;
    }
  }

  find(kind: WireKind, id: string): Entry | null {
    return this.#entries.get(`${kind} ${id}`) ?? null;
  }

  object({ kind, id, threadId, runId, createdAt, place }: Entry): WireObject {
    return { kind, id, threadId, runId, createdAt, text: this.spool.text(place) };
  }

  /** Objects by the run that they belong to, oldest first, and those that belong to none. */
  groups(): { runs: RunPieces[]; others: Entry[] } {
    const runs = new Map<string, RunPieces>();
    const others: Entry[] = [];
    for (const entry of this.#entries.values()) {
      const runId = entry.kind === 'run' ? entry.id : entry.runId;
      if (runId === null || !(entry.kind === 'run' || entry.kind === 'step' || entry.kind === 'message')) {
        others.push(entry);
        continue;
      }
      const pieces = runs.get(runId) ?? { threadId: null, runId, entries: [] };
      runs.set(runId, pieces);
      pieces.threadId ??= entry.threadId;
      pieces.entries.push(entry);
    }
    const byTime = (a: Entry, b: Entry) => (a.createdAt ?? 0) - (b.createdAt ?? 0);
    for (const pieces of runs.values()) {
      const steps = instantsOf(pieces.entries.filter(({ kind }) => kind === 'step'));
      const at = (entry: Entry) => steps.get(entry) ?? entry.createdAt ?? 0;
      pieces.entries.sort((a, b) => at(a) - at(b));
      for (const entry of pieces.entries) entry.threadId ??= pieces.threadId;
    }
    return { runs: [...runs.values()], others: others.sort(byTime) };
  }
}
