import 'server-only';
import { indexed } from './selection.ts';
import { first, type Sql } from './sql.ts';

/** One of several instances watches a run that goes on, for all of them. Instants in ms since 1970. */
export interface LiveLease {
  source: string;
  key: string;
  /** Names the instance. */
  holder: string;
  now: number;
  /** When others may take it. */
  until: number;
  /** Takes it from whoever has it. */
  over?: boolean;
}

/** How it stands with the lease of a run. Instants in ms since 1970. */
export interface ToldRun {
  holder: string;
  until: number;
  /** When another one last wished to hear of the run. */
  wantedAt: number;
  /** When something was last told, and what; 0 where nothing was, null where that is not asked for. */
  at: number;
  state: string | null;
}

/** How long somebody else's wish to hear of a run counts, and after which a lease that nobody gave back is forgotten, ms. */
const WANTED = 15_000;
const FORGOTTEN = 3_600_000;

/**
 * Takes or renews the lease of a run that goes on, in the caller's transaction. Where another holder has it still, the wish
 * to hear what that one sees is noted, or, with `over`, it is taken from that one, who will want to hear what is seen here.
 */
export async function holdRun(
  sql: Sql,
  { source, key, holder, now, until, over = false }: LiveLease,
): Promise<{ held: boolean; wanted: boolean }> {
  const place = [indexed(source), indexed(key)];
  await sql.run('DELETE FROM live_runs WHERE until < ?', [now - FORGOTTEN]);
  await sql.run(
    `INSERT INTO live_runs (source, key, holder, until, wanted_at, told_at, state) VALUES (?, ?, ?, ?, 0, 0, '')
      ON CONFLICT (source, key) DO UPDATE SET holder = excluded.holder, until = excluded.until,
        wanted_at = CASE WHEN live_runs.holder <> excluded.holder AND live_runs.until >= ? THEN ? ELSE live_runs.wanted_at END
      WHERE live_runs.holder = excluded.holder OR live_runs.until < ?`,
    [...place, holder, until, now, now, over ? Number.MAX_SAFE_INTEGER : now],
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

/**
 * Writes down what the holder of a lease saw; nothing where somebody else holds it by now. Its instant is later than that
 * of what was told before, by whatever clock.
 */
export async function tellRun(
  sql: Sql,
  { source, key, holder, now }: Omit<LiveLease, 'until'>,
  state: string,
): Promise<void> {
  await sql.run(
    `UPDATE live_runs SET state = ?, told_at = CASE WHEN told_at >= ? THEN told_at + 1 ELSE ? END
      WHERE source = ? AND key = ? AND holder = ?`,
    [state, now, now, indexed(source), indexed(key), holder],
  );
}

/** How it stands with the lease of a run, with what was told after an instant; null where nobody had one for long. */
export async function toldRun(sql: Sql, source: string, key: string, since: number): Promise<ToldRun | null> {
  const row = await first<{ holder: string; until: number; wanted_at: number; told_at: number; state: string | null }>(
    sql,
    `SELECT holder, until, wanted_at, told_at, CASE WHEN told_at > ? THEN state END AS state FROM live_runs
      WHERE source = ? AND key = ?`,
    [since, indexed(source), indexed(key)],
  );
  if (!row) return null;
  const { holder, until, state } = row;
  return { holder, until, wantedAt: row.wanted_at, at: row.told_at, state };
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
