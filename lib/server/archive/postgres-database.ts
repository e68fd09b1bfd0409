import 'server-only';
import { setTimeout } from 'node:timers/promises';
import { databaseFailure } from './database-failure.ts';
import type { Sql, SqlDatabase, SqlType, SqlValue } from './sql.ts';
import { decodeRow, encodeText } from './stored-text.ts';

/** What of a PostgreSQL client is needed; `pg` and PGlite both fit. Whole numbers of 8 bytes come as numbers. */
export interface PostgresClient {
  query(text: string, values: unknown[]): Promise<{ rows: object[]; changed: number }>;
}

/** Hands out clients; `own` gives one to one caller until `work` has ended. */
export interface PostgresPool extends PostgresClient {
  own<T>(work: (client: PostgresClient) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** Another transaction was in the way (two servers kept runs at the same time): the same work succeeds when repeated. */
const REPEAT = /^(?:23505|40001|40P01)$/;
const ATTEMPTS = 8;
const PAUSE_MS = 20;
const statements = new Map<string, string>();

/** PostgreSQL, shared by any number of servers. */
export class PostgresDatabase implements SqlDatabase {
  readonly kind = 'postgres';
  readonly #pool: PostgresPool;

  constructor(pool: PostgresPool) {
    this.#pool = pool;
  }

  async all<Row extends object>(statement: string, values?: readonly SqlValue[]): Promise<Row[]> {
    return attempt(() => new Connection(this.#pool).all<Row>(statement, values));
  }

  async run(statement: string, values?: readonly SqlValue[]): Promise<number> {
    return attempt(() => new Connection(this.#pool).run(statement, values));
  }

  async insertRows(...rows: Parameters<Sql['insertRows']>): Promise<void> {
    return attempt(() => new Connection(this.#pool).insertRows(...rows));
  }

  async write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#pool.own((client) => transaction(client, work));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (!REPEAT.test(code) || tries === ATTEMPTS) throw databaseFailure(error);
        await setTimeout(Math.random() * tries * PAUSE_MS);
      }
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

async function transaction<T>(client: PostgresClient, work: (sql: Sql) => Promise<T>): Promise<T> {
  await client.query('BEGIN', []);
  try {
    const done = await work(new Connection(client));
    await client.query('COMMIT', []);
    return done;
  } catch (error) {
    // The connection itself may be gone; then the server has undone the transaction.
    await client.query('ROLLBACK', []).catch(() => undefined);
    throw error;
  }
}

/** Errors pass as the driver threw them: `write` looks at them first. */
class Connection implements Sql {
  readonly kind = 'postgres';
  readonly #client: PostgresClient;

  constructor(client: PostgresClient) {
    this.#client = client;
  }

  async all<Row extends object>(statement: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    const { rows } = await this.#client.query(numbered(statement), values.map(bound));
    return (rows as Row[]).map(decodeRow);
  }

  async run(statement: string, values: readonly SqlValue[] = []): Promise<number> {
    return (await this.#client.query(numbered(statement), values.map(bound))).changed;
  }

  async insertRows(
    head: string,
    types: readonly SqlType[],
    rows: readonly (readonly SqlValue[])[],
    tail = '',
  ): Promise<void> {
    if (rows.length === 0) return;
    const columns = types.map((type, at) => `$${at + 1}::${type}[]`).join(',');
    const values = types.map((_, at) => rows.map((row) => bound(row[at] ?? null)));
    await this.#client.query(`${head} SELECT * FROM unnest(${columns}) ${tail}`, values);
  }
}

/** `?` as `$1`, `$2`, … Our statements hold no other question mark. */
function numbered(statement: string): string {
  const known = statements.get(statement);
  if (known !== undefined) return known;
  let count = 0;
  const made = statement.replaceAll('?', () => `$${++count}`);
  if (statements.size > 1_000) statements.clear();
  statements.set(statement, made);
  return made;
}

function bound(value: SqlValue): unknown {
  return typeof value === 'string' ? encodeText(value) : value;
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw databaseFailure(error);
  }
}
