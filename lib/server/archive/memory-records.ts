import 'server-only';
import type { Archive } from './archive.ts';

type Records = Pick<Archive, 'putRecord' | 'agreeOnRecord' | 'getRecord' | 'listRecords' | 'deleteRecord'>;

/** Records of one process, for where there is no archive: they end with it. */
export function memoryRecords(): Records {
  const kept = new Map<string, { value: string; until: number | null }>();
  const nameOf = (kind: string, id: string) => `${kind} ${id}`;
  const get = (name: string): string | null => {
    const found = kept.get(name);
    if (!found || (found.until !== null && found.until < Date.now())) kept.delete(name);
    return kept.get(name)?.value ?? null;
  };
  return {
    async putRecord(kind, { id, value }, until) {
      kept.set(nameOf(kind, id), { value, until });
    },
    async agreeOnRecord(kind, { id, value }) {
      const known = get(nameOf(kind, id));
      if (known === null) kept.set(nameOf(kind, id), { value, until: null });
      return known ?? value;
    },
    getRecord: async (kind, id) => get(nameOf(kind, id)),
    async listRecords(kind, { before, limit }) {
      const start = `${kind} `;
      const ids = [...kept.keys()].flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : []));
      const wanted = ids.filter((id) => before === undefined || id < before).sort((a, b) => (a < b ? 1 : -1));
      const found = wanted.map((id) => ({ id, value: get(nameOf(kind, id)) }));
      return found.flatMap(({ id, value }) => (value === null ? [] : [{ id, value }])).slice(0, limit);
    },
    deleteRecord: async (kind, id) => kept.delete(nameOf(kind, id)),
  };
}
