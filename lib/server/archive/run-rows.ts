import 'server-only';
import type { RunSummary } from '../../domain/run-summary.ts';
import type { KeptRun, RunOrigin } from './archive.ts';
import { marks, type Sql } from './sql.ts';

interface RunRow {
  rid: number;
  source: string;
  key: string;
  text: string | null;
  assistant_name: string;
  origin: string;
  whole: number;
  captured_at: number;
  gone_at: number | null;
  summary: string | null;
}

const MOST = 200;

/** Runs by their numbers, in the order of these; those that were deleted meanwhile are left out. */
export async function loadRuns(sql: Sql, rids: readonly number[]): Promise<KeptRun[]> {
  const found = await runsByNumber(sql, rids);
  return rids.flatMap((rid) => found.get(rid) ?? []);
}

/** Runs by their numbers. */
export async function runsByNumber(sql: Sql, rids: readonly number[]): Promise<Map<number, KeptRun>> {
  const found = new Map<number, KeptRun>();
  for (let at = 0; at < rids.length; at += MOST) {
    const some = rids.slice(at, at + MOST);
    const rows = await sql.all<RunRow>(
      `SELECT runs.rid, runs.source, runs.key, objects.text, assistant_name, origin, whole, captured_at, gone_at, summary
        FROM runs LEFT JOIN run_details ON run_details.rid = runs.rid
        LEFT JOIN objects ON objects.id = runs.id AND objects.source = runs.source AND objects.kind = 'run'
        WHERE runs.rid IN (${marks(some.length)})`,
      some,
    );
    for (const row of rows) found.set(row.rid, keptRun(row));
  }
  return found;
}

function keptRun(row: RunRow): KeptRun {
  return {
    source: row.source,
    key: row.key,
    text: row.text,
    assistantName: row.assistant_name || null,
    origin: row.origin as RunOrigin,
    whole: row.whole === 1,
    capturedAt: row.captured_at,
    goneAt: row.gone_at,
    summary: row.summary === null ? null : (JSON.parse(row.summary) as RunSummary),
  };
}
