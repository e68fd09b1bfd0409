import 'server-only';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import type { KeptShare, ShareArchive, ShareCapture } from './share-archive.ts';

type Kept = ShareCapture & Pick<KeptShare, 'revokedAt' | 'views' | 'lastViewAt'>;

/** Snapshots of one process, for unit tests. */
export function memoryShares(): ShareArchive & { removeShares(source: string, key: string | null): void } {
  const shares = new Map<string, Kept>();
  const byHash = (hash: string) => [...shares.values()].find((one) => one.tokenHash === hash);
  const isOpen = (one: Kept) => one.revokedAt === null && one.expiresAt > Date.now();
  const shown = (one: Kept | undefined): KeptShare | null => {
    if (!one) return null;
    const { id, source, key, owner, createdAt, expiresAt, maxViews, about, revokedAt, views, lastViewAt } = one;
    const base = { id, source, key, owner, createdAt, expiresAt, maxViews, about };
    return { ...base, revokedAt, views, lastViewAt, now: Date.now() };
  };
  const forget = (one: Kept) => {
    shares.set(one.id, { ...one, objects: [], files: [] });
  };
  return {
    async keepShare(share) {
      shares.set(share.id, { ...share, revokedAt: null, views: 0, lastViewAt: null });
    },
    findShare: async (hash) => shown(byHash(hash)),
    async viewShare(hash) {
      const one = byHash(hash);
      if (!one || !isOpen(one) || (one.maxViews !== null && one.views >= one.maxViews)) return false;
      one.views++;
      one.lastViewAt = Date.now();
      return true;
    },
    getShare: async (id) => shown(shares.get(id)),
    async listShares({ owner, run }, { cursor, limit }) {
      const all = [...shares.values()]
        .filter((one) => owner === null || one.owner === owner)
        .filter((one) => run === null || (one.source === run.source && one.key === run.key))
        .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
      const from = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
      return all.slice(from, from + limit).flatMap((one) => shown(one) ?? []);
    },
    async revokeShare(id) {
      const one = shares.get(id);
      if (!one || !isOpen(one)) return false;
      one.revokedAt = Date.now();
      forget(one);
      return true;
    },
    async sweepShares(expiredBefore, overBefore) {
      for (const one of shares.values()) {
        if (one.expiresAt < overBefore) shares.delete(one.id);
        else if (one.expiresAt < expiredBefore) forget(one);
      }
    },
    shareStore(id) {
      const store = createMemoryWireStore();
      const one = shares.get(id);
      store.keep(one?.objects ?? []);
      for (const { fileId, bytes } of one?.files ?? []) store.keepBytes(fileId, bytes);
      return store;
    },
    removeShares(source, key) {
      for (const one of shares.values()) {
        if (one.source === source && (key === null || one.key === key)) shares.delete(one.id);
      }
    },
  };
}
