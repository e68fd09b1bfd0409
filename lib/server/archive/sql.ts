import 'server-only';
import type { SqliteFacts } from './sqlite-facts.ts';

/** What a placeholder `?` may stand for. Lists are for `insertRows` only. */
export type SqlValue = string | number | null | Uint8Array;

/** One connection, or one transaction, of either database. Statements are written with `?` in both. */
export interface Sql {
  readonly kind: 'sqlite' | 'postgres';
  /** What filters ask of all runs, in memory; where it is not, statements answer. */
  readonly facts?: SqliteFacts | undefined;
  /** Rows of a query. Texts come back as they were bound, NUL characters and lone surrogates included. */
  all<Row extends object>(statement: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** Rows that a statement changed. */
  run(statement: string, values?: readonly SqlValue[]): Promise<number>;
  /**
   * Inserts rows: `head` is `INSERT INTO t (a, b)`, `types` are the columns' PostgreSQL types, `tail` what follows the
   * values (`ON CONFLICT …`), in which a row must not meet itself.
   */
  insertRows(
    head: string,
    types: readonly SqlType[],
    rows: readonly (readonly SqlValue[])[],
    tail?: string,
  ): Promise<void>;
}

export type SqlType = 'text' | 'bigint' | 'integer' | 'bytea';

/** A database; its own `all` and `run` are outside of any transaction. Rejects with `FailureError` where it cannot go on. */
export interface SqlDatabase extends Sql {
  /** Runs `work` in one transaction that is durable once this resolves, and undone when `work` rejects. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The only row, or undefined. */
export async function first<Row extends object>(
  sql: Sql,
  statement: string,
  values: readonly SqlValue[] = [],
): Promise<Row | undefined> {
  return (await sql.all<Row>(statement, values))[0];
}

/** `?,?,?` for a list of values. */
export function marks(count: number): string {
  return Array<string>(count).fill('?').join(',');
}
