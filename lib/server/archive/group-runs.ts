import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { RunGroup } from './archive.ts';
import { fingerprintGroups, SUMS } from './fingerprint-groups.ts';
import { formatListCursor, parseListCursor } from './list-cursor.ts';
import { instantOf } from './rid.ts';
import type { RunQuery } from './run-query.ts';
import { loadRuns } from './run-rows.ts';
import { columnSelection, narrowed, selectionOf, whereOf } from './selection.ts';
import { first, type Sql } from './sql.ts';
import { frequentBeginnings } from './word-beginnings.ts';

/** Runs that one step of the walk looks at. */
const WALKED = 500;

interface GroupPage {
  cursor?: string | undefined;
  limit: number;
}

interface GroupRow {
  id: string;
  source: string | null;
  count: number;
  failed: number;
  first: number;
  last: number;
  whole: boolean;
}

/** Groups of runs that fit, the one with the newest run first. */
export async function groupRuns(
  sql: Sql,
  query: RunQuery,
  by: 'thread' | 'fingerprint',
  { cursor, limit }: GroupPage,
): Promise<Page<RunGroup>> {
  if ((await frequentBeginnings(sql, query)).length > 0) {
    fail('invalid_request', 'Too many words begin like this to group the runs that have one. Type more of the word.');
  }
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : parseListCursor(cursor, by).rid;
  const rows =
    by === 'thread'
      ? await threadGroups(sql, query, before, limit + 1)
      : (await fingerprintGroups(sql, query))
          .filter(({ last }) => last < before)
          .slice(0, limit + 1)
          .map((group) => ({ ...group, source: null }));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items: RunGroup[] = [];
  for (const row of page) {
    const group = await described(sql, row, by);
    if (group) items.push(group);
  }
  const more = rows.length > limit && last;
  return { items, nextCursor: more ? formatListCursor({ order: by, value: null, rid: last.last }) : null, total: null };
}

/**
 * A walk back in time: a run stands for its thread when no newer one of it fits. The fit of the thread's newer runs needs
 * asking only behind the first page, where they may stand on an earlier one.
 */
async function threadGroups(sql: Sql, query: RunQuery, before: number, limit: number): Promise<GroupRow[]> {
  const groups: GroupRow[] = [];
  const met = new Set<string>();
  const fit = selectionOf(sql.kind, query);
  for (let below = before; groups.length < limit; ) {
    const step = narrowed(fit, [`${fit.rid} < ?`], [below]);
    const heads = await sql.all<{ rid: number; thread_id: string; source: string }>(
      `SELECT runs.rid, thread_id, source FROM
        (SELECT ${fit.rid} AS rid FROM ${fit.from}${whereOf(step)} ORDER BY ${fit.rid} DESC LIMIT ?) AS step
        JOIN runs ON runs.rid = step.rid ORDER BY step.rid DESC`,
      [...step.values, WALKED],
    );
    for (const { rid, thread_id: thread, source } of heads) {
      const name = `${source} ${thread}`;
      if (thread === '' || met.has(name) || groups.length === limit) continue;
      met.add(name);
      const sums = await threadSums(sql, query, thread, source);
      if (sums && sums.last === rid) groups.push({ id: thread, source, whole: true, ...sums });
    }
    const last = heads.at(-1);
    if (!last || heads.length < WALKED) break;
    below = last.rid;
  }
  return groups;
}

async function threadSums(sql: Sql, query: RunQuery, thread: string, source: string) {
  const own = columnSelection(sql.kind, { ...query, thread, source: [source] });
  const hint = sql.kind === 'sqlite' ? ' INDEXED BY runs_thread' : '';
  return first<Omit<GroupRow, 'id' | 'source' | 'whole'>>(
    sql,
    `SELECT ${SUMS} FROM runs${hint}${whereOf(own)}`,
    own.values,
  );
}

async function described(sql: Sql, row: GroupRow, by: 'thread' | 'fingerprint'): Promise<RunGroup | null> {
  const [newest] = await loadRuns(sql, [row.last]);
  if (!newest) return null;
  const alike =
    by === 'fingerprint'
      ? await first<{ title: string; code: string | null; tool: string | null; step_id: string | null }>(
          sql,
          `SELECT title, code, tool, step_id FROM fingerprints LEFT JOIN run_details ON run_details.rid = ?
            WHERE hash = ?`,
          [row.last, row.id],
        )
      : undefined;
  return {
    id: row.id,
    title: alike?.title ?? row.id,
    source: row.source,
    count: row.count,
    failed: row.failed,
    whole: row.whole,
    firstSeen: instantOf(row.first),
    lastSeen: instantOf(row.last),
    newest,
    code: alike?.code ?? null,
    tool: alike?.tool ?? null,
    stepId: alike?.step_id ?? null,
  };
}
