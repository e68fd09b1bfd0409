import 'server-only';
import type { LiveLease } from './archive.ts';
import { indexed } from './selection.ts';
import { first, type Sql } from './sql.ts';

/** How long somebody else's wish to hear of a run counts, and after which a lease that nobody gave back is forgotten, ms. */
const WANTED = 15_000;
const FORGOTTEN = 3_600_000;

/**
 * Takes or renews the lease of a run that goes on, in the caller's transaction. Where another holder has it still, the wish
 * to hear what that one sees is noted.
 */
export async function holdRun(
  sql: Sql,
  { source, key, holder, now, until }: LiveLease,
): Promise<{ held: boolean; wanted: boolean }> {
  const place = [indexed(source), indexed(key)];
  await sql.run('DELETE FROM live_runs WHERE until < ?', [now - FORGOTTEN]);
  await sql.run(
    `INSERT INTO live_runs (source, key, holder, until, wanted_at, told_at, state) VALUES (?, ?, ?, ?, 0, 0, '')
      ON CONFLICT (source, key) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE live_runs.holder = excluded.holder OR live_runs.until < ?`,
    [...place, holder, until, now],
  );
  const row = await first<{ holder: string; wanted_at: number }>(
    sql,
    'SELECT holder, wanted_at FROM live_runs WHERE source = ? AND key = ?',
    place,
  );
  const held = row?.holder === holder;
  if (!held) await sql.run('UPDATE live_runs SET wanted_at = ? WHERE source = ? AND key = ?', [now, ...place]);
  return { held, wanted: row !== undefined && row.wanted_at > now - WANTED };
}

/** Writes down what the holder of a lease saw; nothing where somebody else holds it by now. */
export async function tellRun(
  sql: Sql,
  { source, key, holder, now }: Omit<LiveLease, 'until'>,
  state: string,
): Promise<void> {
  await sql.run('UPDATE live_runs SET state = ?, told_at = ? WHERE source = ? AND key = ? AND holder = ?', [
    state,
    now,
    indexed(source),
    indexed(key),
    holder,
  ]);
}

/** What the holder wrote down last, and when; null where nothing was. */
export async function toldRun(sql: Sql, source: string, key: string): Promise<{ state: string; at: number } | null> {
  const row = await first<{ state: string; told_at: number }>(
    sql,
    'SELECT state, told_at FROM live_runs WHERE source = ? AND key = ? AND told_at > 0',
    [indexed(source), indexed(key)],
  );
  return row ? { state: row.state, at: row.told_at } : null;
}

/** Gives a lease back; what was told last can be read for a while. */
export async function releaseRun(sql: Sql, { source, key, holder }: Omit<LiveLease, 'until' | 'now'>): Promise<void> {
  await sql.run('UPDATE live_runs SET until = told_at WHERE source = ? AND key = ? AND holder = ? AND told_at > 0', [
    indexed(source),
    indexed(key),
    holder,
  ]);
  await sql.run('DELETE FROM live_runs WHERE source = ? AND key = ? AND holder = ? AND told_at = 0', [
    indexed(source),
    indexed(key),
    holder,
  ]);
}
