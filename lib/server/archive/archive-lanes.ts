import 'server-only';
import type { Archive } from './archive.ts';

/**
 * Threads of a SQLite archive, each started by its first call: a page that is a walk along one index waits for no search,
 * what the facts in memory answer for no statement, totals for no histogram, and what servers tell each other for none.
 */
export type Lane = 'write' | 'list' | 'search' | 'facts' | 'count' | 'histogram' | 'servers';

/** Whether a lane only reads, so that its thread opens the file without the right to write. */
export function isReadLane(lane: string): boolean {
  return lane !== 'write' && lane !== 'servers';
}

type ShortRead =
  | 'check'
  | 'getRun'
  | 'toldRun'
  | 'findRun'
  | 'deletedAmong'
  | 'getImport'
  | 'getRecord'
  | 'listRecords'
  | 'findShare'
  | 'getShare'
  | 'listShares'
  | 'listStreams'
  | 'readStreamPart';
type Method = Exclude<keyof Archive, 'kind' | 'wireStore' | 'shareStore' | 'warm' | 'close' | ShortRead>;

/** Which thread does what; what is not here is a short read, made in the caller's thread. */
export const LANES: Record<Method, Lane> = {
  keepRuns: 'write',
  keepObjects: 'write',
  keepFile: 'write',
  keepStream: 'write',
  holdRun: 'write',
  tellRun: 'write',
  releaseRun: 'write',
  markGone: 'write',
  deleteRun: 'write',
  deleteSource: 'write',
  deleteBefore: 'write',
  allowSource: 'write',
  keepShare: 'write',
  viewShare: 'servers',
  revokeShare: 'servers',
  sweepShares: 'write',
  takeTurn: 'servers',
  endTurn: 'servers',
  putImport: 'servers',
  askImportToEnd: 'servers',
  putRecord: 'servers',
  agreeOnRecord: 'servers',
  deleteRecord: 'servers',
  noteThreads: 'write',
  addAudit: 'servers',
  pruneAudit: 'servers',
  listAudit: 'count',
  listKnown: 'count',
  changedRuns: 'list',
  indexState: 'list',
  dueRuns: 'list',
  search: 'search',
  beginTexts: 'write',
  dueTexts: 'count',
  putTexts: 'write',
  beginReindex: 'write',
  putIndexes: 'write',
  listRuns: 'search',
  groupRuns: 'search',
  countRuns: 'count',
  histogram: 'histogram',
  filterValues: 'count',
  size: 'count',
  countOrigins: 'count',
};
