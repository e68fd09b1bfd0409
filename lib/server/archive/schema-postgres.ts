import 'server-only';
import { auditTables } from './audit.ts';
import { knownTables } from './known-threads.ts';
import { looseTables } from './loose-texts.ts';
import { RECORD_TABLES } from './records.ts';
import { INDEX_STATE, SHARED_TABLES } from './schema-shared.ts';
import { SHARE_TABLES } from './shares.ts';

/** The tables in PostgreSQL, as in schema-sqlite.ts. Texts compare by their bytes, as they do in SQLite. */
export const POSTGRES_MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE runs (
      rid BIGINT PRIMARY KEY, source TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C" NOT NULL,
      id TEXT COLLATE "C" NOT NULL, thread_id TEXT COLLATE "C" NOT NULL, status TEXT COLLATE "C" NOT NULL,
      outcome INTEGER NOT NULL, assistant_id TEXT COLLATE "C" NOT NULL, assistant_name TEXT NOT NULL,
      assistant_sort TEXT COLLATE "C" NOT NULL, model TEXT COLLATE "C" NOT NULL, created_at BIGINT, ended_at BIGINT,
      duration BIGINT NOT NULL, tokens BIGINT NOT NULL, error_code TEXT COLLATE "C" NOT NULL,
      fingerprint TEXT COLLATE "C" NOT NULL, origin TEXT NOT NULL, whole INTEGER NOT NULL, captured_at BIGINT NOT NULL,
      gone_at BIGINT)`,
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
    `CREATE TABLE run_tools (tool TEXT COLLATE "C" NOT NULL, rid BIGINT NOT NULL, outcome INTEGER NOT NULL,
      PRIMARY KEY (tool, rid))`,
    'CREATE INDEX run_tools_run ON run_tools (rid)',
    'CREATE TABLE run_details (rid BIGINT PRIMARY KEY, summary TEXT, step_id TEXT)',
    'CREATE TABLE fingerprints (hash TEXT COLLATE "C" PRIMARY KEY, title TEXT NOT NULL, code TEXT, tool TEXT)',
    'CREATE TABLE run_texts (rid BIGINT PRIMARY KEY, words TEXT NOT NULL, lexemes TSVECTOR NOT NULL)',
    'CREATE INDEX run_texts_lexemes ON run_texts USING gin (lexemes)',
    `CREATE TABLE objects (
      source TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL, id TEXT COLLATE "C" NOT NULL,
      thread_id TEXT COLLATE "C", run_id TEXT COLLATE "C", created_at BIGINT NOT NULL, ord INTEGER NOT NULL,
      text TEXT NOT NULL)`,
    'CREATE UNIQUE INDEX objects_id ON objects (id, source, kind)',
    "CREATE INDEX objects_step ON objects (run_id, created_at, ord, id) WHERE kind = 'step'",
    "CREATE INDEX objects_thread ON objects (thread_id, kind, created_at, ord, id) WHERE kind <> 'step'",
    `CREATE TABLE files (source TEXT COLLATE "C" NOT NULL, file_id TEXT COLLATE "C" NOT NULL, hash TEXT NOT NULL,
      PRIMARY KEY (source, file_id))`,
    'CREATE INDEX files_hash ON files (hash)',
    `CREATE TABLE file_runs (source TEXT COLLATE "C" NOT NULL, file_id TEXT COLLATE "C" NOT NULL,
      key TEXT COLLATE "C" NOT NULL, PRIMARY KEY (source, key, file_id))`,
    'CREATE INDEX file_runs_file ON file_runs (source, file_id)',
    'CREATE TABLE blobs (hash TEXT PRIMARY KEY, size BIGINT NOT NULL)',
    'CREATE TABLE blob_parts (hash TEXT NOT NULL, part INTEGER NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (hash, part))',
  ],
  [
    `CREATE TABLE stream_parts (source TEXT COLLATE "C" NOT NULL, run_id TEXT COLLATE "C" NOT NULL,
      started_at BIGINT NOT NULL, part INTEGER NOT NULL, count INTEGER NOT NULL, size BIGINT NOT NULL,
      ending TEXT NOT NULL, events TEXT NOT NULL, PRIMARY KEY (source, run_id, started_at, part))`,
  ],
  SHARED_TABLES,
  RECORD_TABLES,
  [
    `CREATE TABLE live_runs (source TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C" NOT NULL, holder TEXT NOT NULL,
      until BIGINT NOT NULL, wanted_at BIGINT NOT NULL, told_at BIGINT NOT NULL, state TEXT NOT NULL,
      PRIMARY KEY (source, key))`,
  ],
  [
    // Numbers of runs that were added, changed or deleted, with their transaction: it is seen once none before it is under way.
    'CREATE TABLE run_changes (xid BIGINT NOT NULL, rid BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL DEFAULT now())',
    'CREATE INDEX run_changes_xid ON run_changes (xid)',
    'CREATE INDEX run_changes_at ON run_changes (at)',
    `CREATE OR REPLACE FUNCTION note_run_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF TG_OP <> 'INSERT' THEN
        INSERT INTO run_changes (xid, rid) VALUES (CAST(CAST(pg_current_xact_id() AS text) AS bigint), old.rid);
      END IF;
      IF TG_OP <> 'DELETE' THEN
        INSERT INTO run_changes (xid, rid) VALUES (CAST(CAST(pg_current_xact_id() AS text) AS bigint), new.rid);
      END IF;
      IF random() < 0.001 THEN
        DELETE FROM run_changes WHERE ctid IN (SELECT ctid FROM run_changes WHERE at < now() - interval '10 minutes'
          LIMIT 5000 FOR UPDATE SKIP LOCKED);
      END IF;
      RETURN NULL;
    END $$`,
    `CREATE TRIGGER runs_noted AFTER INSERT OR UPDATE OR DELETE ON runs
      FOR EACH ROW EXECUTE FUNCTION note_run_change()`,
  ],
  INDEX_STATE,
  SHARE_TABLES,
  auditTables('COLLATE "C"'),
  [...knownTables('COLLATE "C"'), 'CREATE INDEX runs_known ON runs (source, origin, rid)'],
  looseTables('postgres'),
];
