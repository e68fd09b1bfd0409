import 'server-only';
import { databaseNow } from './database-clock.ts';
import { indexed } from './selection.ts';
import type { Sql } from './sql.ts';

/**
 * Takes some work for `ms` from now on, or longer where the holder has it already: several servers on one database walk and
 * clean up in turn. False while another holds it. A holder that breaks down loses it when its time is over.
 */
export async function takeTurn(sql: Sql, name: string, holder: string, ms: number): Promise<boolean> {
  const now = databaseNow(sql);
  const taken = await sql.run(
    `INSERT INTO turns (name, holder, until) VALUES (?, ?, ${now} + ?)
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE turns.holder = excluded.holder OR turns.until < ${now}`,
    [indexed(name), holder, ms],
  );
  return taken > 0;
}

/** Gives work back that this holder took; what another has taken since stays with it. */
export async function endTurn(sql: Sql, name: string, holder: string): Promise<void> {
  await sql.run('DELETE FROM turns WHERE name = ? AND holder = ?', [indexed(name), holder]);
}
