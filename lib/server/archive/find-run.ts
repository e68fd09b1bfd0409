import 'server-only';
import type { KeptRun } from './archive.ts';
import { loadRuns } from './run-rows.ts';
import { indexed } from './selection.ts';
import { first, type Sql, type SqlValue } from './sql.ts';

/** Where an id leads: a run, and the step or message of it that has the id. */
export interface FoundRun {
  source: string;
  key: string;
  stepId: string | null;
  messageId: string | null;
}

interface ObjectRow {
  source: string;
  kind: string;
  thread_id: string | null;
  run_id: string | null;
  created_at: number;
}

/** The run of that address; null where it is not kept. */
export async function getRun(sql: Sql, source: string, key: string): Promise<KeptRun | null> {
  const row = await first<{ rid: number }>(sql, 'SELECT rid FROM runs WHERE source = ? AND key = ?', [
    indexed(source),
    indexed(key),
  ]);
  return row ? ((await loadRuns(sql, [row.rid]))[0] ?? null) : null;
}

/** The runs that an id leads to, one a source: of the run itself, its step or message, or the newest run of a thread. */
export async function findRun(sql: Sql, id: string): Promise<FoundRun[]> {
  const wanted = indexed(id);
  const runs = await sql.all<{ source: string; key: string }>('SELECT source, key FROM runs WHERE id = ?', [wanted]);
  if (runs.length > 0) return runs.map(({ source, key }) => ({ source, key, stepId: null, messageId: null }));
  const objects = await sql.all<ObjectRow>(
    'SELECT source, kind, thread_id, run_id, created_at FROM objects WHERE id = ?',
    [wanted],
  );
  const found: FoundRun[] = [];
  for (const object of objects) {
    const run = await runOf(sql, object);
    if (!run || found.some(({ source }) => source === run.source)) continue;
    const { kind } = object;
    found.push({ ...run, stepId: kind === 'step' ? id : null, messageId: kind === 'message' ? id : null });
  }
  if (found.length > 0) return found;
  const threads = await sql.all<{ source: string; key: string }>(
    'SELECT source, key FROM runs WHERE thread_id = ? ORDER BY rid DESC LIMIT 1',
    [wanted],
  );
  return threads.map((run) => ({ ...run, stepId: null, messageId: null }));
}

/** The run that wrote it; for a message of a person the next run of its thread, which answers it. */
async function runOf(
  sql: Sql,
  { source, kind, thread_id: thread, run_id: run, created_at: at }: ObjectRow,
): Promise<{ source: string; key: string } | undefined> {
  const one = (where: string, values: readonly SqlValue[]) =>
    first<{ source: string; key: string }>(sql, `SELECT source, key FROM runs WHERE ${where} LIMIT 1`, values);
  if (run !== null) return one('id = ? AND source = ?', [run, source]);
  if (thread === null && kind !== 'thread') return undefined;
  if (kind === 'message') {
    const next = await one('thread_id = ? AND source = ? AND created_at >= ? ORDER BY rid', [thread, source, at]);
    if (next) return next;
  }
  return one('thread_id = ? AND source = ? ORDER BY rid DESC', [thread, source]);
}
