import 'server-only';
import { Pool, type PoolClient, types } from 'pg';
import type { PostgresClient, PostgresPool } from './postgres-database.ts';

const CONNECTIONS = 8;
const CONNECT_MS = 10_000;
const STATEMENT_MS = 30_000;
const INT8 = 20;

/** Clients of a PostgreSQL server by its URL. Nothing is connected before the first query. */
export function postgresPool(url: string): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: STATEMENT_MS,
    allowExitOnIdle: true,
    types: {
      getTypeParser: ((id: number, format?: 'text' | 'binary') =>
        id === INT8 ? Number : types.getTypeParser(id, format)) as typeof types.getTypeParser,
    },
  });
  // A connection that breaks is replaced by the next query; without a listener, in use or not, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const wrap = (client: Pool | PoolClient): PostgresClient => ({
    query: async (text, values) => {
      const { rows, rowCount } = await client.query(text, values.map(asBuffer));
      return { rows: rows as object[], changed: rowCount ?? 0 };
    },
  });
  return {
    ...wrap(pool),
    own: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        return await work(wrap(client));
      } catch (error) {
        if (error instanceof Error && !isAnswer(error)) broken = error;
        throw error;
      } finally {
        client.release(broken);
      }
    },
    end: () => pool.end(),
  };
}

/** Whether the server refused a statement; anything else is the end of the connection. */
function isAnswer(error: Error): boolean {
  return 'severity' in error && error.severity === 'ERROR';
}

function asBuffer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asBuffer);
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
