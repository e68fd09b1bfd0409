import 'server-only';
import type { Page } from '../../domain/page.ts';
import { formatListCursor, parseListCursor } from './list-cursor.ts';
import { inOrder, placesOf } from './list-runs.ts';
import { walkInTime } from './rid-windows.ts';
import { runsByNumber } from './run-rows.ts';
import type { RunQuery } from './run-query.ts';
import { looseSelection, narrowed } from './selection.ts';
import { marks, type Sql } from './sql.ts';
import type { FoundText, LooseText } from './text-archive.ts';

const ORDER = 'search';
/** Loose texts that were found by then, ms, are given; the next page goes on. */
const LOOSE_MS = 60;

interface Place {
  rid: number;
  loose: boolean;
}

/**
 * One page of runs and loose texts, newest first. Both have numbers of time: a page ends at one, whichever it is of, and the
 * next begins beyond it in both. Where one search ran out of time, the other goes no further either.
 */
export async function searchTexts(
  sql: Sql,
  asked: RunQuery,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<FoundText>> {
  const query: RunQuery = { ...asked, sort: 'started', dir: 'desc' };
  const after = cursor === undefined ? null : parseListCursor(cursor, ORDER);
  const runs = await placesOf(sql, query, after, limit + 1);
  const loose = await loosePlaces(sql, query, after?.rid ?? null, limit + 1);
  const stops = [runs.stopped?.rid, loose.stopped].filter((stop) => typeof stop === 'number');
  const stop = stops.length === 0 ? null : Math.max(...stops);
  const places: Place[] = [
    ...runs.places.map(({ rid }) => ({ rid, loose: false })),
    ...loose.tids.map((rid) => ({ rid, loose: true })),
  ]
    .filter(({ rid }) => stop === null || rid >= stop)
    .sort((a, b) => b.rid - a.rid);
  let end = Math.min(limit, places.length);
  // A run and a text of the same number stay on one page.
  while (end > 0 && end < places.length && places[end]?.rid === places[end - 1]?.rid) end++;
  const page = places.slice(0, end);
  const last = end < places.length ? (page.at(-1)?.rid ?? null) : stop;
  return {
    items: await load(sql, page),
    nextCursor: last === null ? null : formatListCursor({ order: ORDER, value: null, rid: last }),
    total: null,
  };
}

async function loosePlaces(
  sql: Sql,
  query: RunQuery,
  after: number | null,
  limit: number,
): Promise<{ tids: number[]; stopped: number | null }> {
  const selection = looseSelection(sql.kind, query);
  if (!selection) return { tids: [], stopped: null };
  const tids: number[] = [];
  if (sql.kind === 'postgres') {
    const beyond = after === null ? selection : narrowed(selection, [`${selection.rid} < ?`], [after]);
    return { tids: (await inOrder(sql, beyond, 'desc', limit)).map(({ rid }) => rid), stopped: null };
  }
  const walk = { dir: 'desc', after, budget: LOOSE_MS, time: query, among: 'loose_texts' } as const;
  const stopped = await walkInTime(sql, selection, walk, async (stretch) => {
    for (const { rid } of await inOrder(sql, stretch, 'desc', limit - tids.length)) tids.push(rid);
    return tids.length < limit;
  });
  return { tids, stopped };
}

/** What stands at the places, in their order; what was deleted meanwhile is left out. */
async function load(sql: Sql, places: readonly Place[]): Promise<FoundText[]> {
  const numbers = places.filter(({ loose }) => !loose).map(({ rid }) => rid);
  const runs = await runsByNumber(sql, numbers);
  const tids = places.filter(({ loose }) => loose).map(({ rid }) => rid);
  const texts = new Map<number, LooseText>();
  if (tids.length > 0) {
    const rows = await sql.all<Omit<LooseText, 'threadId'> & { tid: number; thread_id: string }>(
      `SELECT tid, loose_texts.source, loose_texts.kind, loose_texts.id, loose_texts.thread_id, objects.text
        FROM loose_texts JOIN objects ON objects.id = loose_texts.id AND objects.source = loose_texts.source
          AND objects.kind = loose_texts.kind
        WHERE tid IN (${marks(tids.length)})`,
      tids,
    );
    for (const { tid, thread_id: threadId, ...row } of rows) texts.set(tid, { ...row, threadId });
  }
  return places.flatMap(({ rid, loose }): FoundText[] => {
    const run = loose ? undefined : runs.get(rid);
    const text = loose ? texts.get(rid) : undefined;
    if (run) return [{ run }];
    return text ? [{ loose: text }] : [];
  });
}
