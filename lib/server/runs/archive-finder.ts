import 'server-only';
import type { Archive } from '../archive/archive.ts';
import type { RunQuery } from '../archive/run-query.ts';
import { keptRow } from './kept-row.ts';
import type { RunFinder } from './run-finder.ts';

/** Finds runs in the archive. */
export function archiveFinder(archive: Archive): RunFinder {
  const edge = async (query: RunQuery, dir: 'asc' | 'desc'): Promise<number | null> => {
    // Runs without a time are left out by any lower bound.
    const dated: RunQuery = { ...query, from: query.from ?? 1, sort: 'started', dir };
    const [run] = (await archive.listRuns(dated, { limit: 1 })).items;
    return run ? (await keptRow(run)).createdAt : null;
  };
  return {
    async list(query, page) {
      const { items, nextCursor } = await archive.listRuns(query, page);
      const whole = page.cursor === undefined && nextCursor === null;
      return { items: await Promise.all(items.map(keptRow)), nextCursor, total: whole ? items.length : null };
    },
    count: (query) => archive.countRuns(query),
    histogram: (query, range) => archive.histogram(query, range),
    async range(query) {
      const [from, to] = await Promise.all([edge(query, 'asc'), edge(query, 'desc')]);
      return from === null || to === null ? null : { from, to };
    },
    async groups(query, by, page) {
      const found = await archive.groupRuns(query, by === 'failure' ? 'fingerprint' : 'thread', page);
      const items = found.items.map(async (group) => ({ ...group, newest: await keptRow(group.newest) }));
      return { ...found, items: await Promise.all(items) };
    },
    values: (query, of) => archive.filterValues({ ...query, [of]: [] }, of),
  };
}
