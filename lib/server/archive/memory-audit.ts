import 'server-only';
import type { AuditEntry } from '../../domain/audit.ts';
import type { Archive } from './archive.ts';

/** Entries that a process without an archive remembers. */
const MOST = 5_000;

/** The audit trail of one process, for where there is no archive: it ends with it. */
export function memoryAudit(): Pick<Archive, 'addAudit' | 'listAudit' | 'pruneAudit'> {
  const kept: AuditEntry[] = [];
  return {
    async addAudit(entry) {
      kept.push(entry);
      if (kept.length > MOST) kept.shift();
    },
    async listAudit({ who, action, from, to }, { cursor, limit }) {
      const found = kept
        .filter((entry) => who === null || entry.who.startsWith(who))
        .filter((entry) => action === null || entry.action === action)
        .filter(({ at }) => (from === null || at >= from) && (to === null || at <= to))
        .filter(({ id }) => cursor === undefined || id < cursor)
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      const items = found.slice(0, limit);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null, total: null };
    },
    pruneAudit: async () => 0,
  };
}
