import 'server-only';
import type { Sql } from './sql.ts';

/** The database's own clock in a statement, ms since 1970: several servers share it, and their own clocks may differ. */
export function databaseNow({ kind }: Pick<Sql, 'kind'>): string {
  return kind === 'sqlite'
    ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
    : 'CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)';
}
