import 'server-only';
import { auditTables } from './audit.ts';
import { knownTables } from './known-threads.ts';
import { looseTables } from './loose-texts.ts';
import { RECORD_TABLES } from './records.ts';
import { INDEX_STATE, SHARED_TABLES } from './schema-shared.ts';
import { SHARE_TABLES } from './shares.ts';

/**
 * How many rows share the first columns of an index, as in an archive of a million runs: so the planner knows, from the
 * first run on and without ever counting, that a thread has few runs and a source many.
 */
const SELECTIVITY: readonly (readonly [table: string, index: string, rows: string])[] = [
  ['runs', 'runs_key', '1000000 300000 1'],
  ['runs', 'runs_id', '1000000 1'],
  ['runs', 'runs_outcome', '1000000 250000 1'],
  ['runs', 'runs_status', '1000000 120000 1 1'],
  ['runs', 'runs_assistant', '1000000 20000 1 1'],
  ['runs', 'runs_model', '1000000 60000 1 1'],
  ['runs', 'runs_source', '1000000 300000 1 1'],
  ['runs', 'runs_thread', '1000000 5 1 1'],
  ['runs', 'runs_error', '100000 5000 1 1'],
  ['runs', 'runs_fingerprint', '100000 500 1 1'],
  ['runs', 'runs_part', '10000 1'],
  ['runs', 'runs_by_assistant', '1000000 20000 1'],
  ['runs', 'runs_by_duration', '1000000 10 1'],
  ['runs', 'runs_by_tokens', '1000000 10 1'],
  ['run_tools', 'run_tools', '2000000 100000 1'],
  ['run_tools', 'run_tools_run', '2000000 2 1'],
  ['objects', 'objects_id', '12000000 1 1 1'],
  ['objects', 'objects_step', '10000000 10 2 1 1'],
  ['objects', 'objects_thread', '2000000 20 10 2 1 1'],
];

/**
 * The tables in SQLite, a list of statements for every version; a released list is never changed. Unknown words are
 * `''` and unknown numbers -1, so that every column a list is sorted by has one order. `rid` is time: see rid.ts.
 */
export const SQLITE_MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE runs (
      rid INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, thread_id TEXT NOT NULL,
      status TEXT NOT NULL, outcome INTEGER NOT NULL, assistant_id TEXT NOT NULL, assistant_name TEXT NOT NULL,
      assistant_sort TEXT NOT NULL, model TEXT NOT NULL, created_at INTEGER, ended_at INTEGER, duration INTEGER NOT NULL,
      tokens INTEGER NOT NULL, error_code TEXT NOT NULL, fingerprint TEXT NOT NULL, origin TEXT NOT NULL,
      whole INTEGER NOT NULL, captured_at INTEGER NOT NULL, gone_at INTEGER)`,
    'CREATE UNIQUE INDEX runs_key ON runs (source, key)',
    'CREATE INDEX runs_id ON runs (id)',
    'CREATE INDEX runs_outcome ON runs (outcome, rid)',
    'CREATE INDEX runs_status ON runs (status, rid, outcome)',
    'CREATE INDEX runs_assistant ON runs (assistant_id, rid, outcome)',
    'CREATE INDEX runs_model ON runs (model, rid, outcome)',
    'CREATE INDEX runs_source ON runs (source, rid, outcome)',
    'CREATE INDEX runs_thread ON runs (thread_id, rid, outcome)',
    "CREATE INDEX runs_error ON runs (error_code, rid, outcome) WHERE error_code <> ''",
    "CREATE INDEX runs_fingerprint ON runs (fingerprint, rid, outcome) WHERE fingerprint <> ''",
    'CREATE INDEX runs_origin ON runs (origin, source)',
    'CREATE INDEX runs_part ON runs (rid) WHERE whole = 0',
    'CREATE INDEX runs_by_assistant ON runs (assistant_sort, rid)',
    'CREATE INDEX runs_by_duration ON runs (duration, rid)',
    'CREATE INDEX runs_by_tokens ON runs (tokens, rid)',
    `CREATE TABLE run_tools (tool TEXT NOT NULL, rid INTEGER NOT NULL, outcome INTEGER NOT NULL,
      PRIMARY KEY (tool, rid)) WITHOUT ROWID`,
    'CREATE INDEX run_tools_run ON run_tools (rid)',
    'CREATE TABLE run_details (rid INTEGER PRIMARY KEY, summary TEXT, step_id TEXT)',
    'CREATE TABLE fingerprints (hash TEXT PRIMARY KEY, title TEXT NOT NULL, code TEXT, tool TEXT)',
    'CREATE TABLE run_texts (rid INTEGER PRIMARY KEY, facets TEXT NOT NULL, words BLOB NOT NULL)',
    `CREATE VIRTUAL TABLE runs_fts USING fts5(words, content='', contentless_delete=1, detail=full, tokenize='ascii')`,
    `CREATE TABLE objects (
      source TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, thread_id TEXT, run_id TEXT,
      created_at INTEGER NOT NULL, ord INTEGER NOT NULL, text TEXT NOT NULL)`,
    'CREATE UNIQUE INDEX objects_id ON objects (id, source, kind)',
    "CREATE INDEX objects_step ON objects (run_id, created_at, ord, id) WHERE kind = 'step'",
    "CREATE INDEX objects_thread ON objects (thread_id, kind, created_at, ord, id) WHERE kind <> 'step'",
    // Counting ten million rows takes seconds.
    'CREATE TABLE object_count (n INTEGER NOT NULL)',
    'INSERT INTO object_count (n) VALUES (0)',
    'CREATE TRIGGER objects_added AFTER INSERT ON objects BEGIN UPDATE object_count SET n = n + 1; END',
    'CREATE TRIGGER objects_removed AFTER DELETE ON objects BEGIN UPDATE object_count SET n = n - 1; END',
    `CREATE TABLE files (source TEXT NOT NULL, file_id TEXT NOT NULL, hash TEXT NOT NULL,
      PRIMARY KEY (source, file_id)) WITHOUT ROWID`,
    'CREATE INDEX files_hash ON files (hash)',
    `CREATE TABLE file_runs (source TEXT NOT NULL, file_id TEXT NOT NULL, key TEXT NOT NULL,
      PRIMARY KEY (source, key, file_id)) WITHOUT ROWID`,
    'CREATE INDEX file_runs_file ON file_runs (source, file_id)',
    'CREATE TABLE blobs (hash TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID',
    'CREATE TABLE blob_parts (hash TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL)',
    'CREATE UNIQUE INDEX blob_parts_place ON blob_parts (hash, part)',
    // Makes the table of statistics. Without a name it would tell this connection, until it is closed, that all tables are
    // empty: the full-text index would then be read from end to end for every merge.
    'ANALYZE runs',
    'DELETE FROM sqlite_stat1',
    ...SELECTIVITY.map(([table, index, rows]) => `INSERT INTO sqlite_stat1 VALUES ('${table}', '${index}', '${rows}')`),
    'ANALYZE sqlite_schema',
  ],
  [
    `CREATE TABLE stream_parts (source TEXT NOT NULL, run_id TEXT NOT NULL, started_at INTEGER NOT NULL,
      part INTEGER NOT NULL, count INTEGER NOT NULL, size INTEGER NOT NULL, ending TEXT NOT NULL, events TEXT NOT NULL)`,
    'CREATE UNIQUE INDEX stream_parts_place ON stream_parts (source, run_id, started_at, part)',
  ],
  SHARED_TABLES,
  RECORD_TABLES,
  [
    `CREATE TABLE live_runs (source TEXT NOT NULL, key TEXT NOT NULL, holder TEXT NOT NULL, until INTEGER NOT NULL,
      wanted_at INTEGER NOT NULL, told_at INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (source, key))`,
  ],
  [
    // Numbers of runs that were added, changed or deleted, in order; the newest are enough.
    'CREATE TABLE run_changes (seq INTEGER PRIMARY KEY, rid INTEGER NOT NULL)',
    'CREATE TRIGGER runs_added AFTER INSERT ON runs BEGIN INSERT INTO run_changes (rid) VALUES (new.rid); END',
    `CREATE TRIGGER runs_changed AFTER UPDATE ON runs BEGIN
      INSERT INTO run_changes (rid) VALUES (new.rid);
      INSERT INTO run_changes (rid) SELECT old.rid WHERE old.rid <> new.rid;
    END`,
    'CREATE TRIGGER runs_removed AFTER DELETE ON runs BEGIN INSERT INTO run_changes (rid) VALUES (old.rid); END',
    `CREATE TRIGGER run_changes_kept AFTER INSERT ON run_changes WHEN new.seq % 1000 = 0 BEGIN
      DELETE FROM run_changes WHERE seq <= new.seq - 100000;
    END`,
  ],
  INDEX_STATE,
  SHARE_TABLES,
  auditTables(),
  knownTables(),
  looseTables('sqlite'),
];
