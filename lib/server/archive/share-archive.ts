import 'server-only';
import type { WireObject, WireStore } from '../upstream/wire-store.ts';

/** A snapshot as it is written, once. Texts are those that the recipient may read. */
export interface ShareCapture {
  id: string;
  /** SHA-256 of the token. */
  tokenHash: string;
  /** The run it was taken of. */
  source: string;
  key: string;
  owner: string;
  /** ms since 1970. */
  createdAt: number;
  expiresAt: number;
  maxViews: number | null;
  /** JSON of what else is known of it: nothing that was taken out. */
  about: string;
  /** In the order in which lists have them. */
  objects: readonly WireObject[];
  files: readonly { fileId: string; bytes: Uint8Array }[];
}

/** A snapshot without its content. */
export interface KeptShare extends Omit<ShareCapture, 'tokenHash' | 'objects' | 'files'> {
  revokedAt: number | null;
  views: number;
  lastViewAt: number | null;
  /** The database's clock when it was read, ms since 1970. */
  now: number;
}

/** Which shares a list has: those of a person, of a run; null for all. */
export interface ShareFilter {
  owner: string | null;
  run: { source: string; key: string } | null;
}

/** Snapshots of runs that are shared. They go with their run, and with the source it is of. */
export interface ShareArchive {
  /** All in one transaction. */
  keepShare(share: ShareCapture): Promise<void>;
  /** By the hash of the token; null where there is none. Also those that are over. */
  findShare(tokenHash: string): Promise<KeptShare | null>;
  /** Counts a view, unless it is over or was opened as often as it may be; gives whether it counted. Two at once are two. */
  viewShare(tokenHash: string): Promise<boolean>;
  getShare(id: string): Promise<KeptShare | null>;
  /** Newest first, from behind the cursor (the id of one). */
  listShares(filter: ShareFilter, page: { cursor?: string | undefined; limit: number }): Promise<KeptShare[]>;
  /** Ends a share and forgets its content at once. False where it is over already. */
  revokeShare(id: string): Promise<boolean>;
  /** Forgets the content of those that have expired before an instant, and those that were over before another one altogether. */
  sweepShares(expiredBefore: number, overBefore: number): Promise<void>;
  shareStore(id: string): WireStore;
}
