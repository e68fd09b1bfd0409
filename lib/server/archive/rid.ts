import 'server-only';
import { first, type Sql } from './sql.ts';

/**
 * The number of a run: ms since 1970 times 4096, plus a counter among runs of the same millisecond. Its order is the order
 * of time, it fits into 2^53 until 2039, and a stretch of time is a range of it.
 */
const PER_MS = 4096;
/** Room above the last instant, for runs that claim to be from later. */
const LAST_MS = 2 ** 41 - 10_000;

/** The smallest number of an instant; fractions and instants that no number has are cut to what can be. */
export function firstRid(ms: number): number {
  return Math.min(Math.max(Math.ceil(ms), 0), LAST_MS) * PER_MS;
}

/** The instant of a number, ms since 1970. */
export function instantOf(rid: number): number {
  return Math.floor(rid / PER_MS);
}

/** A number for a run of this instant that no run has, in the caller's transaction. */
export async function freeRid(sql: Sql, instant: number): Promise<number> {
  const ms = Math.floor(instant);
  for (let base = firstRid(ms); ; base += PER_MS) {
    // Servers that keep runs of the same instant take their numbers in turn; the lock ends with the transaction.
    if (sql.kind === 'postgres') await sql.all('SELECT pg_advisory_xact_lock(?)', [-base - 1]);
    const last = await first<{ rid: number | null }>(
      sql,
      'SELECT max(rid) AS rid FROM runs WHERE rid >= ? AND rid < ?',
      [base, base + PER_MS],
    );
    const rid = (last?.rid ?? base - 1) + 1;
    if (rid < base + PER_MS) return rid;
  }
}
