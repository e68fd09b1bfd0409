import 'server-only';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseFailure } from './database-failure.ts';
import { SqliteFacts } from './sqlite-facts.ts';
import type { Sql, SqlDatabase, SqlType, SqlValue } from './sql.ts';
import { decodeRow, encodeText } from './stored-text.ts';

const BUSY_MS = 5_000;
const CACHE_KIB = 64 * 1024;
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;
/** Pages of the log before it is written into the database: pages that many runs touch are then written once. */
const WAL_PAGES = 16_000;
const STATEMENTS = 300;

/** The file of the archive in a data folder. */
export function archiveFile(folder: string): string {
  return join(folder, 'archive.db');
}

/**
 * SQLite in this thread: calls are quick by themselves, and block it while they last. One transaction is under way at a
 * time; other processes and threads wait for it.
 */
export class SqliteDatabase implements SqlDatabase {
  readonly kind = 'sqlite';
  readonly facts: SqliteFacts | undefined;
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #last: Promise<unknown> = Promise.resolve();

  private constructor(database: Database.Database, facts: boolean) {
    this.#database = database;
    this.facts = facts ? new SqliteFacts(this) : undefined;
  }

  /**
   * Opens the archive of a folder, which is made where it is missing, for the owner only. With `facts` what filters ask of
   * runs is held in memory.
   */
  static open(folder: string, options: { readonly?: boolean; facts?: boolean } = {}): SqliteDatabase {
    try {
      const file = archiveFile(folder);
      if (!options.readonly) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        closeSync(openSync(file, 'a', 0o600));
      }
      const database = new Database(file, { readonly: options.readonly ?? false, timeout: BUSY_MS });
      database.pragma(`cache_size = -${CACHE_KIB}`);
      database.pragma('foreign_keys = OFF');
      if (!options.readonly) {
        database.pragma('journal_mode = WAL');
        database.pragma('synchronous = FULL');
        database.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
        database.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
      }
      return new SqliteDatabase(database, options.facts ?? false);
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  all<Row extends object>(statement: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return this.#attempt(() => {
      const rows = this.#prepare(statement).all(...values.map(bound)) as Row[];
      for (let at = 0; at < rows.length; at++) rows[at] = decodeRow(rows[at] as Row);
      return rows;
    });
  }

  run(statement: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.#attempt(() => this.#prepare(statement).run(...values.map(bound)).changes);
  }

  insertRows(
    head: string,
    types: readonly SqlType[],
    rows: readonly (readonly SqlValue[])[],
    tail = '',
  ): Promise<void> {
    return this.#attempt(() => {
      const statement = this.#prepare(`${head} VALUES (${types.map(() => '?').join(',')}) ${tail}`);
      for (const row of rows) statement.run(...row.map(bound));
    });
  }

  write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#transaction(work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** A setting of this connection. */
  pragma(text: string): unknown {
    return this.#database.pragma(text, { simple: true });
  }

  close(): Promise<void> {
    return this.#last.then(() => this.#attempt(() => void this.#database.close()));
  }

  async #transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.run('BEGIN IMMEDIATE');
    try {
      const done = await work(this);
      await this.run('COMMIT');
      return done;
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (this.#database.inTransaction) await this.run('ROLLBACK');
      throw error;
    }
  }

  #prepare(statement: string): Database.Statement {
    const known = this.#statements.get(statement);
    if (known) return known;
    const made = this.#database.prepare(statement);
    if (this.#statements.size >= STATEMENTS) this.#statements.clear();
    this.#statements.set(statement, made);
    return made;
  }

  async #attempt<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      throw databaseFailure(error);
    }
  }
}

/** The driver binds numbers as floating point; the full-text index compares whole numbers only as such. */
function bound(value: SqlValue): SqlValue | bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === 'string' ? encodeText(value) : value;
}
