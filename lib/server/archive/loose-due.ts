import 'server-only';
import { wireObject, type ObjectRow } from './object-row.ts';
import { isLoose, isStill, putLoose } from './loose-texts.ts';
import { first, type Sql, type SqlDatabase } from './sql.ts';
import type { DueText, TextArchive } from './text-archive.ts';

/**
 * Brings the loose texts of an archive to a version: along the ids of all objects, part by part, so that it goes on where it
 * was broken off. What is kept meanwhile is looked at once more.
 */
type Part = NonNullable<Awaited<ReturnType<TextArchive['dueTexts']>>>;

/** Ids that one part goes through, and texts that it gives at most; characters end it sooner. */
const IDS = 2_000;
const TEXTS = 200;

interface Row extends ObjectRow {
  source: string;
  indexed: number | boolean;
  answered: number | boolean;
}

/** Begins with the first id, in the caller's transaction; goes on where it is under way. */
export async function beginTexts(sql: Sql, version: number): Promise<void> {
  await sql.run("UPDATE loose_state SET version = ?, after = '' WHERE after IS NULL", [version - 1]);
}

/** The next part; null where all are done, with this version or a newer one. */
export async function dueTexts(database: SqlDatabase, version: number): Promise<Part | null> {
  const state = await stateOf(database);
  if (state.after === null && state.version >= version) return null;
  // A walk that an older program began, or ended, is begun anew.
  const after = state.version === version - 1 ? (state.after ?? '') : '';
  const last = await first<{ id: string }>(
    database,
    'SELECT id FROM objects WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?',
    [after, IDS - 1],
  );
  const rows = await database.all<Row>(
    `SELECT source, kind, id, thread_id, run_id, created_at, text,
        EXISTS (SELECT 1 FROM loose_texts WHERE loose_texts.id = objects.id AND loose_texts.source = objects.source
          AND loose_texts.kind = objects.kind) AS indexed,
        EXISTS (SELECT 1 FROM runs WHERE runs.thread_id = objects.thread_id AND runs.source = objects.source
          AND runs.created_at >= objects.created_at) AS answered
      FROM objects WHERE id > ? ${last ? 'AND id <= ?' : ''} AND kind IN ('thread', 'message') AND run_id IS NULL
      ORDER BY id, source, kind LIMIT ?`,
    [after, ...(last ? [last.id] : []), TEXTS + 1],
  );
  // An id that several sources have is never parted.
  const cut = rows.length > TEXTS ? rows.findLastIndex(({ id }) => id !== rows.at(-1)?.id) : -1;
  const some = cut >= 0 ? rows.slice(0, cut + 1) : rows;
  const until = cut >= 0 ? (rows[cut]?.id ?? null) : (last?.id ?? null);
  return { due: some.map(dueText).filter(({ object }) => isLoose(object)), until };
}

/** Writes a part and how far it goes, in the caller's transaction. What was changed meanwhile is left as it is. */
export async function putTexts(
  sql: Sql,
  version: number,
  { until, made }: Parameters<TextArchive['putTexts']>[1],
): Promise<void> {
  for (const { due, words } of made) {
    if (words === null || !(await isStill(sql, due.source, due.object))) continue;
    await putLoose(sql, due.source, [{ ...due.object, words }], Date.now());
  }
  await sql.run('UPDATE loose_state SET version = ?, after = ?', [until === null ? version : version - 1, until]);
}

async function stateOf(sql: Sql): Promise<{ version: number; after: string | null }> {
  const state = await first<{ version: number; after: string | null }>(sql, 'SELECT version, after FROM loose_state');
  return state ?? { version: 0, after: '' };
}

function dueText({ source, indexed, answered, ...row }: Row): DueText {
  return { source, object: wireObject(row), indexed: Boolean(indexed), answered: Boolean(answered) };
}
