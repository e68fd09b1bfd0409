import 'server-only';
import type { LiveLease, ToldRun } from './live-runs.ts';
import type { AuditEntry, AuditFilter } from '../../domain/audit.ts';
import type { KnownWay } from '../../domain/known-id.ts';
import type { RunGroup as DomainGroup } from '../../domain/run-group.ts';
import type { Page } from '../../domain/page.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import type { RecordedStreamEvent } from '../upstream/dialect.ts';
import type { WireObject, WireStore } from '../upstream/wire-store.ts';
import type { ChangedRuns } from './changed-runs.ts';
import type { NamedRun } from './deleted-runs.ts';
import type { AuditLimits } from './audit.ts';
import type { KnownArchive } from './known-archive.ts';
import type { KeptRecord, RecordKind } from './records.ts';
import type { HeardImport, ImportRecord } from './import-records.ts';
import type { DueRun, IndexState } from './reindex.ts';
import type { RunQuery } from './run-query.ts';
import type { ShareArchive } from './share-archive.ts';
import type { TextArchive, WordedObject } from './text-archive.ts';

/** How a run came into the archive first. */
export type RunOrigin = KnownWay;

/**
 * What the list sorts, filters and counts by. Made from the domain values of a run by the use case that keeps it; remade from
 * its wire objects when the archive is re-indexed.
 */
export interface RunIndex {
  source: string;
  key: string;
  id: string;
  threadId: string | null;
  status: string;
  /** Where a status stands in the histogram. */
  outcome: 'failed' | 'waiting' | 'completed' | 'other';
  assistantId: string | null;
  assistantName: string | null;
  model: string | null;
  /** ms since 1970; null where the source does not say. */
  createdAt: number | null;
  endedAt: number | null;
  /** Wall time in ms; null where it is not known. */
  duration: number | null;
  tokens: number | null;
  errorCode: string | null;
  /** Words of the tools that were called. */
  tools: readonly string[];
  /** Groups failures that are alike (code, tool, message without its numbers and ids); null for runs that did not fail. */
  fingerprint: { hash: string; title: string; code: string | null; tool: string | null; stepId: string | null } | null;
  /** What the list shows beside the run itself; null until the steps were read. */
  summary: RunSummary | null;
  /** Ids of the files that belong to the run and are deleted with the last that has them; null or nothing keeps what is known. */
  files?: readonly string[] | null;
  /** Ids of the messages that its text holds though it did not write them; null or nothing where it holds none. */
  question?: readonly string[] | null;
  /** All texts of the run that can be searched, parts separated by line breaks; null keeps what is there. */
  text: string | null;
}

/** What is kept of one run in one transaction. Objects that are there already are replaced by newer ones of the same id. */
export interface RunCapture {
  index: RunIndex;
  origin: RunOrigin;
  /** The run itself, and any of its steps and messages, steps and messages in the order in which the source lists them. */
  objects: readonly WireObject[];
  /** Whether it has ended, and all its pages, messages and files were read: then the source need not be asked again. */
  whole: boolean;
  /** ms since 1970. */
  capturedAt: number;
  /** Whether somebody asked for this very run: then it comes back after it was deleted. Unless said, all but walks did. */
  asked?: boolean;
}

/** A run of the archive: its own JSON, and what is known of it beside. */
export interface KeptRun {
  source: string;
  key: string;
  /** Empty for an incomplete run: only pieces of it came, and none was the run. */
  text: string | null;
  assistantName: string | null;
  origin: RunOrigin;
  whole: boolean;
  capturedAt: number;
  /** When the source was found not to have it any more, ms since 1970. */
  goneAt: number | null;
  summary: RunSummary | null;
}

/** Bytes of a file that are kept; equal bytes are stored once. */
export interface FileCapture {
  source: string;
  fileId: string;
  bytes: Uint8Array;
}

/** How a recorded stream ended: as it should, broken off by its source, left by its reader, or too long to be kept whole. */
export const STREAM_ENDINGS = ['done', 'cut', 'left', 'limit'] as const;

export type StreamEnding = (typeof STREAM_ENDINGS)[number];

export type RecordedEvent = RecordedStreamEvent;

/** Events of a recorded stream that follow each other. */
export interface StreamPart {
  source: string;
  runId: string;
  /** When the stream began, ms since 1970; streams of one run are told apart by it. */
  startedAt: number;
  /** From 0. */
  part: number;
  events: readonly RecordedEvent[];
  /** Set in the last part. */
  ending: StreamEnding | null;
}

/** A recorded stream of a run: one for its creation, one for every answer to its calls. */
export interface KeptStream {
  startedAt: number;
  /** Numbers of its parts, in order. */
  parts: number[];
  events: number;
  /** Characters. */
  size: number;
  /** Null where it was not seen to end. */
  ending: StreamEnding | null;
}

/** Runs per stretch of time, oldest first. */
export interface HistogramBucket {
  /** Beginning, ms since 1970; all buckets are equally long. */
  from: number;
  failed: number;
  waiting: number;
  completed: number;
  other: number;
}

/** Runs over time. */
export interface Histogram {
  buckets: HistogramBucket[];
  /** 1 where every run was counted; less where counts are estimates, made from this share of the runs. */
  counted: number;
}

/** Runs that belong together, with the newest as it is kept. */
export interface RunGroup extends Omit<DomainGroup, 'newest'> {
  newest: KeptRun;
}

/** A value that a filter may take, and how many runs have it; null where counting them took too long. */
export interface FilterValue {
  value: string;
  /** A name for it where there is one. */
  label: string | null;
  count: number | null;
}

/** How many runs of a source came in one way. */
export interface OriginCount {
  source: string;
  origin: RunOrigin;
  count: number;
}

/** How much is kept. */
export interface ArchiveSize {
  runs: number;
  whole: number;
  objects: number;
  /** Bytes of files, each counted once. */
  fileBytes: number;
}

/**
 * Everything that Runlens remembers, in SQLite or PostgreSQL. Methods reject with `FailureError` only: `archive_full` where
 * the disk is, `archive_busy` where another process holds it too long, `archive_damaged` where it cannot be read. A write is
 * durable once its promise is kept; one that rejects has changed nothing.
 */
export interface Archive extends ShareArchive, KnownArchive, TextArchive {
  readonly kind: 'sqlite' | 'postgres';

  /**
   * Keeps runs in order, all or none: one transaction. A capture that is older than what is kept, or that saw a run before
   * its end which is there whole, only adds objects that are missing; a run that had ended then and was read through counts
   * as long as it is not there whole. A run that was deleted stays away until it is asked for.
   */
  keepRuns(captures: readonly RunCapture[]): Promise<void>;
  /**
   * Keeps objects that come without their run: threads, assistants, files, and steps and messages whose run is not known yet.
   * Runs that only such pieces tell of are in the list as incomplete once their thread is known, with an empty status and the
   * ids joined by a dot as key; they become the run when that is kept, by its id. Threads, and messages without a run, are
   * searched by their words.
   */
  keepObjects(source: string, objects: readonly WordedObject[], origin: RunOrigin): Promise<void>;
  keepFile(file: FileCapture): Promise<void>;
  /** Keeps parts of recorded streams, up to 64 MB a run; parts that are there already stay. They go with their run. */
  keepStream(parts: readonly StreamPart[]): Promise<void>;
  markGone(source: string, key: string, at: number): Promise<void>;
  /** Takes or renews the lease of a run that goes on; `wanted` where another one wants to hear what its holder sees. */
  holdRun(lease: LiveLease): Promise<{ held: boolean; wanted: boolean }>;
  /** Writes down what the holder of a lease saw, for the others. */
  tellRun(lease: Omit<LiveLease, 'until'>, state: string): Promise<void>;
  releaseRun(lease: Omit<LiveLease, 'until' | 'now'>): Promise<void>;
  /** How it stands with a lease; what was told, where that was after `since`, an instant of what was told. */
  toldRun(source: string, key: string, since: number): Promise<ToldRun | null>;
  /** Deletes a run, which then stays deleted: see deleted-runs.ts. False where there is none. */
  deleteRun(source: string, key: string): Promise<boolean>;
  /** Deletes everything of a source, which stays deleted. Gives how many runs there were. */
  deleteSource(source: string): Promise<number>;
  /** Deletes runs that ended, or were last captured where that is not known, before an instant. Gives how many. */
  deleteBefore(instant: number): Promise<number>;
  /** Keys of those runs of a source that were deleted and are to stay so. */
  deletedAmong(source: string, runs: readonly NamedRun[]): Promise<string[]>;
  /** Lets the runs of a source come back that were deleted with it. */
  allowSource(source: string): Promise<void>;

  /** Takes some work of all servers for a time (ms) from now on; false while another server has it. */
  takeTurn(name: string, ms: number): Promise<boolean>;
  endTurn(name: string): Promise<void>;
  /** Tells all servers how far an import is; gives whether somebody asked one of them to end it. */
  putImport(record: ImportRecord): Promise<boolean>;
  getImport(id: string): Promise<HeardImport | null>;
  askImportToEnd(id: string): Promise<boolean>;

  /** Small texts that all servers share, by kind and id: see records.ts. */
  putRecord(kind: RecordKind, record: KeptRecord, until: number | null): Promise<void>;
  agreeOnRecord(kind: RecordKind, record: KeptRecord): Promise<string>;
  getRecord(kind: RecordKind, id: string): Promise<string | null>;
  listRecords(kind: RecordKind, page: { before?: string; limit: number }): Promise<KeptRecord[]>;
  deleteRecord(kind: RecordKind, id: string): Promise<boolean>;

  /** The audit trail: see audit.ts. Entries are never changed. */
  addAudit(entry: AuditEntry): Promise<void>;
  listAudit(filter: AuditFilter, page: { cursor?: string | undefined; limit: number }): Promise<Page<AuditEntry>>;
  pruneAudit(limits: AuditLimits): Promise<number>;

  getRun(source: string, key: string): Promise<KeptRun | null>;
  /** The run of a source that has this id; ids of other objects lead to the run that they belong to. */
  findRun(id: string): Promise<{ source: string; key: string; stepId: string | null; messageId: string | null }[]>;
  /** The recorded streams of a run by its id, oldest first. */
  listStreams(source: string, runId: string): Promise<KeptStream[]>;
  /** The events of a part, in order; null where it was not kept. */
  readStreamPart(source: string, runId: string, startedAt: number, part: number): Promise<RecordedEvent[] | null>;
  /** What a source would answer from, as far as it was kept. */
  wireStore(source: string): WireStore;

  /** Runs by filter and order; the cursor is one that this gave, and `total` is null: see `countRuns`. */
  listRuns(query: RunQuery, page: { cursor?: string | undefined; limit: number }): Promise<Page<KeptRun>>;
  /** How many runs fit; null where counting would take longer than 300 ms. */
  countRuns(query: RunQuery): Promise<number | null>;
  /** Exact, or estimated where that would take longer than 300 ms; null where even estimating takes longer than a second. */
  histogram(query: RunQuery, range: { from: number; to: number; buckets: number }): Promise<Histogram | null>;
  groupRuns(
    query: RunQuery,
    by: 'thread' | 'fingerprint',
    page: { cursor?: string | undefined; limit: number },
  ): Promise<Page<RunGroup>>;
  filterValues(
    query: RunQuery,
    of: 'status' | 'assistant' | 'model' | 'source' | 'tool' | 'error',
  ): Promise<FilterValue[]>;

  /**
   * Asks the database for its version and its size in bytes. Rejects where it does not answer, and with `archive_damaged`
   * where its tables are not those of this program.
   */
  check(): Promise<{ bytes: number }>;
  /** What any server has added or changed since a mark: see changed-runs.ts. */
  changedRuns(mark: string | null): Promise<ChangedRuns>;

  /** Has read ahead what is held in memory for counts and filters; false while that goes on. */
  warm(): Promise<boolean>;

  /** How the index stands, and what brings it to another version, part by part: see reindex.ts. */
  indexState(): Promise<IndexState>;
  beginReindex(version: number): Promise<void>;
  dueRuns(limit: number): Promise<DueRun[]>;
  putIndexes(done: readonly { run: DueRun; index: RunIndex | null }[]): Promise<void>;

  size(): Promise<ArchiveSize>;
  /** Runs by source and by how they came first, in no order. */
  countOrigins(): Promise<OriginCount[]>;
  /** Ends everything under way and closes the database. */
  close(): Promise<void>;
}
