import 'server-only';

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
    `CREATE TABLE files (source TEXT NOT NULL, file_id TEXT NOT NULL, hash TEXT NOT NULL,
      PRIMARY KEY (source, file_id)) WITHOUT ROWID`,
    'CREATE INDEX files_hash ON files (hash)',
    `CREATE TABLE file_runs (source TEXT NOT NULL, file_id TEXT NOT NULL, key TEXT NOT NULL,
      PRIMARY KEY (source, key, file_id)) WITHOUT ROWID`,
    'CREATE INDEX file_runs_file ON file_runs (source, file_id)',
    'CREATE TABLE blobs (hash TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID',
    'CREATE TABLE blob_parts (hash TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL)',
    'CREATE UNIQUE INDEX blob_parts_place ON blob_parts (hash, part)',
  ],
];
