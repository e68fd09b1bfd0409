import 'server-only';
import type { Page } from '../../domain/page.ts';
import type { RunRow } from '../../domain/run-row.ts';
import type { RunQuery } from '../archive/run-query.ts';
import { allKnown, type KnownRun, rowOf } from './known-index.ts';
import { groupKnown } from './memory-groups.ts';
import { formatCursor, parseCursor } from './run-cursor.ts';
import type { FinderPage, RunFinder } from './run-finder.ts';
import { comparePlaces, cursorOf, matcherOf } from './run-match.ts';

const TEXT_SORTS: ReadonlySet<string> = new Set(['status', 'assistant', 'model', 'source']);

/** Finds runs among those that this process has met: without an archive there are no others. */
export function memoryFinder(): RunFinder {
  return {
    list: async (query, page) => listKnown(query, page),
    count: async (query) => matching(query).length,
    async histogram(query, { from, to, buckets }) {
      const length = (to - from) / buckets;
      const made = Array.from({ length: buckets }, (_, i) => {
        return { from: from + i * length, failed: 0, waiting: 0, completed: 0, other: 0 };
      });
      for (const { index } of matching(query)) {
        const bucket = index.createdAt === null ? undefined : made[Math.floor((index.createdAt - from) / length)];
        if (bucket) bucket[index.outcome]++;
      }
      return { buckets: made, counted: 1 };
    },
    async range(query) {
      const times = matching(query).flatMap(({ index }) => index.createdAt ?? []);
      const [from, to] = [Math.min(...times), Math.max(...times)];
      return times.length === 0 ? null : { from, to };
    },
    groups: async (query, by, page) => groupKnown(matching(query), by, page),
    async values(query, of) {
      const counts = new Map<string, { label: string | null; count: number }>();
      for (const { index } of matching({ ...query, [of]: [] })) {
        const { status, model, source, assistantId: assistant, errorCode: error } = index;
        const values = of === 'tool' ? index.tools : [{ status, model, source, assistant, error }[of]];
        for (const value of values) {
          if (value === null) continue;
          const known = counts.get(value) ?? { label: null, count: 0 };
          const label = of === 'assistant' ? (known.label ?? index.assistantName) : null;
          counts.set(value, { label, count: known.count + 1 });
        }
      }
      return Array.from(counts, ([value, { label, count }]) => ({ value, label, count }));
    },
  };
}

function matching(query: RunQuery): KnownRun[] {
  const fits = matcherOf(query);
  return allKnown().filter(({ index }) => fits(index));
}

function listKnown(query: RunQuery, { cursor, limit }: FinderPage): Page<RunRow> {
  const { sort, dir } = query;
  const after = cursor === undefined ? null : parseCursor(cursor, TEXT_SORTS.has(sort) ? 'string' : 'number');
  const all = matching(query)
    .map((known) => ({ known, place: cursorOf(known.index, sort) }))
    .sort((a, b) => comparePlaces(a.place, b.place, dir));
  const start = after === null ? 0 : all.findIndex(({ place }) => comparePlaces(place, after, dir) > 0);
  const items = start === -1 ? [] : all.slice(start, start + limit);
  const last = items.at(-1);
  const more = last !== undefined && start + items.length < all.length;
  return {
    items: items.map(({ known }) => rowOf(known)),
    nextCursor: more ? formatCursor(last.place) : null,
    total: all.length,
  };
}
