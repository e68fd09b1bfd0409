import 'server-only';
import type { Page, PageQuery } from '../../domain/page.ts';
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
    [...objects.values()]
      .filter((one) => one.kind === kind && one.threadId === of.threadId)
      .filter((one) => of.runId === undefined || one.runId === of.runId)
      .sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));

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
      const found = inOrder(kind, of);
      return pageOf(query.order === 'desc' ? found.reverse() : found, query);
    },
    async bytes(fileId) {
      const found = files.get(fileId);
      return found ? { body: new Blob([found.slice()]).stream(), bytes: found.length } : null;
    },
  };
}

/** One page of a list in the asked order; a cursor that is not in it gives an empty page. */
function pageOf(found: readonly WireObject[], { cursor, limit }: PageQuery): Page<WireObject> {
  const at = cursor === undefined ? -1 : found.findIndex((one) => one.id === cursor);
  const rest = cursor !== undefined && at === -1 ? [] : found.slice(at + 1);
  const items = rest.slice(0, limit);
  return { items, nextCursor: rest.length > limit ? (items.at(-1)?.id ?? null) : null, total: null };
}
