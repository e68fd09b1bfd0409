import 'server-only';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { WireKind, WireObject } from '../upstream/wire-store.ts';
import type { Archive, RunCapture, RunIndex } from './archive.ts';
import { migrate } from './migrate.ts';
import { type PostgresClient, PostgresDatabase, type PostgresPool } from './postgres-database.ts';
import { postgresPool } from './postgres-pool.ts';
import { ALL_RUNS, type RunQuery } from './run-query.ts';
import type { SqlDatabase } from './sql.ts';
import { sqlArchive } from './sql-archive.ts';
import { openSqliteArchive } from './sqlite-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';

/** Archives for tests, each empty and gone when it is closed. */
export interface TestArchive {
  archive: Archive;
  database: SqlDatabase;
  /** Another connection to the same database, as another process would have; null where there is only one. */
  another(): Promise<Archive | null>;
  end(): Promise<void>;
}

export interface TestKind {
  name: string;
  open(): Promise<TestArchive>;
}

/** Both databases, and a real server where `serverUrl` names one. */
export function testKinds(serverUrl: string | undefined): TestKind[] {
  const kinds = [
    { name: 'SQLite', open: openSqlite },
    { name: 'PGlite', open: openPglite },
  ];
  return serverUrl ? [...kinds, { name: 'PostgreSQL', open: () => openPostgres(serverUrl) }] : kinds;
}

async function openSqlite(): Promise<TestArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
  const others: Archive[] = [];
  const database = SqliteDatabase.open(folder);
  await migrate(database);
  return {
    archive: sqlArchive(database),
    database,
    another: async () => {
      const other = await openSqliteArchive(folder);
      others.push(other);
      return other;
    },
    end: async () => {
      for (const other of others) await other.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let pglite: Promise<PostgresPool> | null = null;

/** One server for all tests of a worker, because it takes seconds to start. */
async function openPglite(): Promise<TestArchive> {
  pglite ??= pglitePool();
  const pool = await pglite;
  const database = new PostgresDatabase(pool);
  await migrate(database);
  return {
    archive: sqlArchive(database),
    database,
    another: async () => null,
    end: async () => {
      for (const statement of ['DROP SCHEMA public CASCADE', 'CREATE SCHEMA public']) await pool.query(statement, []);
    },
  };
}

/** One connection, which callers take in turn. */
async function pglitePool(): Promise<PostgresPool> {
  const server = await PGlite.create({ parsers: { 20: Number } });
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const client: PostgresClient = {
    query: async (text, values) => {
      const { rows, affectedRows } = await server.query<object>(text, values);
      return { rows, changed: affectedRows ?? 0 };
    },
  };
  return {
    query: (text, values) => inTurn(() => client.query(text, values)),
    own: (work) => inTurn(() => work(client)),
    end: () => inTurn(() => server.close()),
  };
}

async function openPostgres(serverUrl: string): Promise<TestArchive> {
  const schema = `runlens_test_${randomBytes(6).toString('hex')}`;
  const admin = postgresPool(serverUrl);
  await admin.query(`CREATE SCHEMA ${schema}`, []);
  const url = new URL(serverUrl);
  url.searchParams.set('options', `-c search_path=${schema} -c application_name=${schema}`);
  const databases = [new PostgresDatabase(postgresPool(url.href))];
  const [database] = databases as [PostgresDatabase];
  await migrate(database);
  return {
    archive: sqlArchive(database),
    database,
    another: async () => {
      const other = new PostgresDatabase(postgresPool(url.href));
      databases.push(other);
      return sqlArchive(other);
    },
    end: async () => {
      for (const open of databases) await open.close();
      await admin.query(`DROP SCHEMA ${schema} CASCADE`, []);
      await admin.end();
    },
  };
}

export const DAY = 86_400_000;
/** When test runs begin unless they say otherwise: 2026-01-01. */
export const START = 1_767_225_600_000;

/** A query for everything, newest first. */
export function asked(query: Partial<RunQuery> = {}): RunQuery {
  return { ...ALL_RUNS, ...query };
}

/** A wire object of a thread and run. */
export function wire(kind: WireKind, id: string, more: Partial<WireObject> = {}): WireObject {
  const text = JSON.stringify({ id, object: kind });
  return { kind, id, threadId: 't1', runId: null, createdAt: START, text, ...more };
}

/** A whole completed run `run_{n}` of thread `t1`, created n seconds after the start. */
export function captured(n: number, index: Partial<RunIndex> = {}, more: Partial<RunCapture> = {}): RunCapture {
  const id = index.id ?? `run_${n}`;
  const threadId = index.threadId === undefined ? 't1' : index.threadId;
  const createdAt = index.createdAt === undefined ? START + n * 1_000 : index.createdAt;
  return {
    index: {
      source: 's',
      key: `${threadId ?? ''}.${id}`.replace(/^\./, ''),
      id,
      threadId,
      status: 'completed',
      outcome: 'completed',
      assistantId: 'asst_1',
      assistantName: 'Helper',
      model: 'model-a',
      createdAt,
      endedAt: createdAt === null ? null : createdAt + 500,
      duration: 500 + n,
      tokens: 1000 - n,
      errorCode: null,
      tools: [],
      fingerprint: null,
      summary: null,
      text: `question number${n} of run`,
      ...index,
    },
    origin: 'view',
    objects: [wire('run', id, { threadId, createdAt })],
    whole: true,
    capturedAt: START + DAY,
    ...more,
  };
}

/** Keys of the runs of a page, without their thread. */
export function ids(page: { items: { key: string }[] }): string[] {
  return page.items.map(({ key }) => key.slice(key.indexOf('.') + 1));
}
