import 'server-only';
import { fail } from '../../domain/failure.ts';
import { migrate } from './migrate.ts';
import { POSTGRES_MIGRATIONS } from './schema-postgres.ts';
import { first, type Sql, type SqlDatabase, type SqlType, type SqlValue } from './sql.ts';

/** First line of a backup: what follows, table by table, each row an array in the order of the columns. */
interface Head {
  runlens: 'archive-backup';
  format: 1;
  /** Of the tables. */
  version: number;
  at: string;
  tables: Table[];
}

interface Table {
  name: string;
  columns: { name: string; type: string }[];
}

type Cell = string | number | null;

const ROWS = 200;
/** Rows that are inserted together hold so many characters at most, one row aside. */
const BATCH = 8_000_000;
const NAME = /^[a-z][a-z0-9_]{0,60}$/;
/** Types of our columns, by the database's own names. */
const TYPES: Record<string, SqlType | 'tsvector'> = {
  text: 'text',
  int8: 'bigint',
  int4: 'integer',
  bytea: 'bytea',
  tsvector: 'tsvector',
};

/**
 * The archive in a PostgreSQL database as lines of JSON, as it is at one moment, while servers go on. The last line counts
 * the rows, so that a cut backup is told from a whole one.
 */
export async function backupPostgres(database: SqlDatabase, write: (line: string) => Promise<void>): Promise<number> {
  let begun = false;
  return database.write(async (sql) => {
    if (begun) fail('archive_busy', 'The database broke the backup off. Try again.');
    begun = true;
    await sql.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const version = (await first<{ version: number }>(sql, 'SELECT version FROM archive_version'))?.version;
    if (version === undefined) fail('not_found', "There is no archive in this database. Is DATABASE_URL the server's?");
    const tables = await tablesOf(sql);
    const head: Head = { runlens: 'archive-backup', format: 1, version, at: new Date().toISOString(), tables };
    await write(JSON.stringify(head));
    const rows: Record<string, number> = {};
    for (const table of tables) rows[table.name] = await writeTable(sql, table, write);
    await write(JSON.stringify({ end: true, rows }));
    return rows.runs ?? 0;
  });
}

/**
 * Fills a database from such lines: all or nothing. Tables that are there are refused unless they hold no runs, or with
 * `replace`. Gives the runs.
 */
export async function restorePostgres(
  database: SqlDatabase,
  lines: AsyncIterable<string>,
  replace: boolean,
): Promise<number> {
  let begun = false;
  const runs = await database.write(async (sql) => {
    if (begun) fail('archive_busy', 'The database broke the restore off. Nothing was changed; try again.');
    begun = true;
    const source = lines[Symbol.asyncIterator]();
    const head = readHead((await source.next()).value);
    await makeRoom(sql, replace);
    for (const statement of [
      'CREATE TABLE archive_version (version INTEGER NOT NULL)',
      ...POSTGRES_MIGRATIONS.slice(0, head.version).flat(),
    ]) {
      await sql.run(statement);
    }
    const tables = await tablesOf(sql);
    // What triggers keep in step is in the backup already.
    for (const { name } of tables) await sql.run(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    for (const { name } of tables) await sql.run(`DELETE FROM ${name}`);
    const count = await fill(sql, head, source);
    for (const { name } of tables) await sql.run(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    return count;
  });
  await migrate(database);
  return runs;
}

/** Whether a line is the first of a backup of this kind. */
function readHead(line: unknown): Head {
  let head: Partial<Head> | null = null;
  try {
    head = typeof line === 'string' ? (JSON.parse(line) as Partial<Head>) : null;
  } catch {
    // Told below.
  }
  if (head?.runlens !== 'archive-backup' || head.format !== 1 || !Array.isArray(head.tables)) {
    return fail('invalid_request', 'This is no backup of an archive in PostgreSQL.');
  }
  if (!Number.isInteger(head.version) || Number(head.version) > POSTGRES_MIGRATIONS.length) {
    fail(
      'invalid_request',
      `The backup has version ${head.version}; this Runlens knows ${POSTGRES_MIGRATIONS.length}.`,
    );
  }
  for (const { name, columns } of head.tables) {
    if (![name, ...columns.map((column) => column.name)].every((one) => NAME.test(one))) {
      fail('invalid_request', 'The backup names a table that no archive has.');
    }
  }
  return head as Head;
}

/** All tables but the notes of which runs changed a moment ago, which are only for servers that run. */
async function tablesOf(sql: Sql): Promise<Table[]> {
  const columns = await sql.all<{ table_name: string; column_name: string; udt_name: string }>(
    `SELECT c.table_name::text, c.column_name::text, c.udt_name::text FROM information_schema.columns c
      JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
      WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
        AND c.table_name <> 'run_changes' ORDER BY c.table_name, c.ordinal_position`,
  );
  const tables = new Map<string, Table>();
  for (const { table_name: name, column_name, udt_name } of columns) {
    if (!NAME.test(name) || !TYPES[udt_name])
      fail('invalid_request', `The table ${name} is none of an archive: keep it elsewhere.`);
    const table = tables.get(name) ?? { name, columns: [] };
    table.columns.push({ name: column_name, type: udt_name });
    tables.set(name, table);
  }
  return [...tables.values()];
}

async function writeTable(sql: Sql, { name, columns }: Table, write: (line: string) => Promise<void>): Promise<number> {
  const list = columns
    .map((one) => (one.type === 'tsvector' ? `${one.name}::text AS ${one.name}` : one.name))
    .join(', ');
  await sql.run(`DECLARE rows NO SCROLL CURSOR FOR SELECT ${list} FROM ${name}`);
  await write(JSON.stringify({ table: name }));
  let count = 0;
  for (;;) {
    const rows = await sql.all<Record<string, unknown>>(`FETCH ${ROWS} FROM rows`);
    if (rows.length === 0) break;
    count += rows.length;
    for (const row of rows) await write(JSON.stringify(columns.map((column) => cellOf(row[column.name]))));
  }
  await sql.run('CLOSE rows');
  return count;
}

function cellOf(value: unknown): Cell {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

async function makeRoom(sql: Sql, replace: boolean): Promise<void> {
  const tables = await tablesOf(sql);
  const filled = tables.some(({ name }) => name === 'runs') && (await first(sql, 'SELECT 1 AS one FROM runs LIMIT 1'));
  if (filled && !replace) {
    fail('invalid_request', 'There are runs in this database already. Add --replace to delete them.');
  }
  for (const { name } of tables) await sql.run(`DROP TABLE ${name} CASCADE`);
  await sql.run('DROP TABLE IF EXISTS run_changes');
}

async function fill(sql: Sql, head: Head, source: AsyncIterator<string>): Promise<number> {
  const rows: Record<string, number> = {};
  let table: Table | null = null;
  let batch: SqlValue[][] = [];
  let size = 0;
  const flush = async () => {
    if (table && batch.length > 0) await insert(sql, table, batch);
    batch = [];
    size = 0;
  };
  for (;;) {
    const { value: line, done } = await source.next();
    if (done) return fail('invalid_request', 'The backup is cut: its end is missing.');
    const value = JSON.parse(line) as Cell[] | { table?: string; end?: boolean; rows?: Record<string, number> };
    if (Array.isArray(value) && table) {
      batch.push(valuesOf(table, value));
      size += line.length;
      rows[table.name] = (rows[table.name] ?? 0) + 1;
      if (batch.length >= ROWS || size > BATCH) await flush();
      continue;
    }
    await flush();
    if (Array.isArray(value)) return fail('invalid_request', 'The backup has rows without a table.');
    if (value.end) {
      const short = Object.entries(value.rows ?? {}).find(([name, count]) => (rows[name] ?? 0) !== count);
      if (short) fail('invalid_request', `The backup is cut: rows of ${short[0]} are missing.`);
      return rows.runs ?? 0;
    }
    table = head.tables.find(({ name }) => name === value.table) ?? null;
  }
}

function valuesOf({ columns }: Table, cells: readonly Cell[]): SqlValue[] {
  return columns.map(({ type }, at) => {
    const cell = cells[at] ?? null;
    return type === 'bytea' && typeof cell === 'string' ? Buffer.from(cell, 'base64') : cell;
  });
}

function insert(sql: Sql, { name, columns }: Table, rows: SqlValue[][]): Promise<void> {
  const head = `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')})`;
  return sql.insertRows(
    head,
    columns.map(({ type }) => TYPES[type] as SqlType),
    rows,
  );
}
