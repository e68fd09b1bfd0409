import 'server-only';

/**
 * Tables that both databases make alike: what was deleted, whose turn some work is, and imports under way. Times are ms
 * since 1970.
 */
export const SHARED_TABLES: readonly string[] = [
  `CREATE TABLE deleted_runs (source TEXT NOT NULL, key TEXT NOT NULL, deleted_at BIGINT NOT NULL,
    PRIMARY KEY (source, key))`,
  'CREATE TABLE deleted_sources (source TEXT PRIMARY KEY, deleted_at BIGINT NOT NULL)',
  'CREATE TABLE turns (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until BIGINT NOT NULL)',
  `CREATE TABLE import_jobs (id TEXT PRIMARY KEY, progress TEXT NOT NULL, report TEXT, failure TEXT,
    cancelled INTEGER NOT NULL, heard_at BIGINT NOT NULL, ended INTEGER NOT NULL)`,
];

/**
 * With which version of the index all runs are there, and which one they are being brought to: runs from `below` down are
 * still to be done, -1 where that has not begun. One row.
 */
export const INDEX_STATE: readonly string[] = [
  'CREATE TABLE index_state (version INTEGER NOT NULL, wanted INTEGER NOT NULL, below BIGINT NOT NULL)',
  'INSERT INTO index_state (version, wanted, below) VALUES (1, 1, -1)',
];
