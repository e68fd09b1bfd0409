import 'server-only';
import { inOrderOfTime, pageOfList } from './wire-order.ts';
import type { WireKind, WireObject, WireParent, WireStore } from './wire-store.ts';

/** A store in memory, for one reading of objects that are at hand and for tests. */
export interface MemoryWireStore extends WireStore {
  /** Keeps objects, oldest first; one of the same kind and id is replaced and keeps its place. */
  keep(objects: readonly WireObject[]): void;
  keepBytes(fileId: string, bytes: Uint8Array): void;
  /** Drops what fits. */
  drop(fits: (object: WireObject) => boolean): void;
  all(): WireObject[];
}

/** A store that holds nothing yet. */
export function createMemoryWireStore(): MemoryWireStore {
  const objects = new Map<string, WireObject>();
  const files = new Map<string, Uint8Array>();

  const inOrder = (kind: WireKind, of: WireParent): WireObject[] =>
    inOrderOfTime(
      [...objects.values()]
        .filter((one) => one.kind === kind && one.threadId === of.threadId)
        .filter((one) => of.runId === undefined || one.runId === of.runId),
    );

  return {
    keep(fresh) {
      for (const one of fresh) objects.set(`${one.kind} ${one.id}`, one);
    },
    keepBytes(fileId, bytes) {
      files.set(fileId, bytes);
    },
    drop(fits) {
      for (const [name, one] of objects) if (fits(one)) objects.delete(name);
    },
    all: () => [...objects.values()],

    async get(kind, id) {
      return objects.get(`${kind} ${id}`) ?? null;
    },
    async list(kind, of, query) {
      return pageOfList(inOrder(kind, of), query);
    },
    async bytes(fileId) {
      const found = files.get(fileId);
      return found ? { body: new Blob([found.slice()]).stream(), bytes: found.length } : null;
    },
  };
}
