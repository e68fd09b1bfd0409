import 'server-only';
import type { RunIndex } from './archive.ts';
import { rewriteIndex } from './keep-run.ts';
import { first, type Sql } from './sql.ts';

/** How the index of all runs stands: its version, and the one that it is being brought to; null where it is not. */
export interface IndexState {
  version: number;
  wanted: number | null;
}

/** A run whose index is to be made anew from what is kept of it. */
export interface DueRun {
  rid: number;
  source: string;
  key: string;
  /** What is newer was indexed when it was kept. */
  capturedAt: number;
}

/** Behind the last run that any server may add. */
const ALL = 2 ** 53 - 1;
const NOTHING = -1;

/** How the index stands now. */
export async function indexState(sql: Sql): Promise<IndexState> {
  const { version, wanted, below } = await row(sql);
  return { version, wanted: below === NOTHING ? null : wanted };
}

/** Begins with the newest run, in the caller's transaction; goes on where it is under way with this version already. */
export async function beginReindex(sql: Sql, version: number): Promise<void> {
  const state = await row(sql);
  if (state.below !== NOTHING && state.wanted === version) return;
  await sql.run('UPDATE index_state SET wanted = ?, below = ?', [version, ALL]);
}

/** The next runs to be done, newest first; none where all are, or nothing is under way. */
export async function dueRuns(sql: Sql, limit: number): Promise<DueRun[]> {
  const { below } = await row(sql);
  return sql.all<DueRun>(
    'SELECT rid, source, key, captured_at AS "capturedAt" FROM runs WHERE rid < ? ORDER BY rid DESC LIMIT ?',
    [below, limit],
  );
}

/**
 * Writes what was made of due runs and that they are done, in the caller's transaction; null leaves a run as it is. A run
 * that was kept anew, or deleted, meanwhile is passed over. Without any run all are done.
 */
export async function putIndexes(sql: Sql, done: readonly { run: DueRun; index: RunIndex | null }[]): Promise<void> {
  const state = await row(sql);
  const last = done.at(-1);
  if (!last) {
    if (state.below !== NOTHING) await sql.run('UPDATE index_state SET version = wanted, below = ?', [NOTHING]);
    return;
  }
  for (const { run, index } of done) if (index) await rewriteIndex(sql, run, index);
  await sql.run('UPDATE index_state SET below = ? WHERE below > ?', [last.run.rid, last.run.rid]);
}

async function row(sql: Sql): Promise<{ version: number; wanted: number; below: number }> {
  const found = await first<{ version: number; wanted: number; below: number }>(
    sql,
    'SELECT version, wanted, below FROM index_state',
  );
  return found ?? { version: 0, wanted: 0, below: NOTHING };
}
