import 'server-only';
import type { Archive } from './archive.ts';
import { LANES, type Lane } from './archive-lanes.ts';
import { isShortList } from './list-runs.ts';
import { sqlArchive } from './sql-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { workerFile } from './worker-file.ts';
import { WorkerLane } from './worker-lane.ts';

const SOURCE = 'lib/server/archive/archive-worker.ts';

/**
 * The archive in a folder of this machine. Writes and long reads happen in worker threads; this thread only reads single
 * runs, objects, parts of files and pages that are a walk along one index.
 */
export async function openSqliteArchive(folder: string): Promise<Archive> {
  const file = workerFile('archive-worker', SOURCE);
  const lanes: Record<Lane, WorkerLane> = {
    write: new WorkerLane(file, { folder, lane: 'write' }),
    search: new WorkerLane(file, { folder, lane: 'search' }),
    count: new WorkerLane(file, { folder, lane: 'count' }),
    servers: new WorkerLane(file, { folder, lane: 'servers' }),
  };
  try {
    await lanes.write.call('migrate', []);
  } catch (error) {
    await lanes.write.close();
    throw error;
  }
  const here = sqlArchive(SqliteDatabase.open(folder, { readonly: true }));
  const inLane =
    <Name extends keyof typeof LANES>(name: Name) =>
    (...args: Parameters<Archive[Name]>): ReturnType<Archive[Name]> =>
      lanes[LANES[name]].call(name, args) as ReturnType<Archive[Name]>;
  const search = inLane('listRuns');
  return {
    kind: 'sqlite',
    keepRuns: inLane('keepRuns'),
    keepObjects: inLane('keepObjects'),
    keepFile: inLane('keepFile'),
    keepStream: inLane('keepStream'),
    holdRun: inLane('holdRun'),
    tellRun: inLane('tellRun'),
    releaseRun: inLane('releaseRun'),
    toldRun: (source, key) => here.toldRun(source, key),
    markGone: inLane('markGone'),
    deleteRun: inLane('deleteRun'),
    deleteSource: inLane('deleteSource'),
    deleteBefore: inLane('deleteBefore'),
    deletedAmong: (source, runs) => here.deletedAmong(source, runs),
    allowSource: inLane('allowSource'),
    takeTurn: inLane('takeTurn'),
    endTurn: inLane('endTurn'),
    putImport: inLane('putImport'),
    getImport: (id) => here.getImport(id),
    askImportToEnd: inLane('askImportToEnd'),
    putRecord: inLane('putRecord'),
    agreeOnRecord: inLane('agreeOnRecord'),
    getRecord: (kind, id) => here.getRecord(kind, id),
    listRecords: (kind, page) => here.listRecords(kind, page),
    deleteRecord: inLane('deleteRecord'),
    keepShare: inLane('keepShare'),
    findShare: (hash) => here.findShare(hash),
    viewShare: inLane('viewShare'),
    getShare: (id) => here.getShare(id),
    listShares: (filter, page) => here.listShares(filter, page),
    revokeShare: inLane('revokeShare'),
    sweepShares: inLane('sweepShares'),
    shareStore: (id) => here.shareStore(id),
    addAudit: inLane('addAudit'),
    listAudit: inLane('listAudit'),
    pruneAudit: inLane('pruneAudit'),
    getRun: (source, key) => here.getRun(source, key),
    findRun: (id) => here.findRun(id),
    listStreams: (source, run) => here.listStreams(source, run),
    readStreamPart: (source, run, startedAt, part) => here.readStreamPart(source, run, startedAt, part),
    wireStore: (source) => here.wireStore(source),
    listRuns: (query, page) => (isShortList(query) ? here.listRuns(query, page) : search(query, page)),
    countRuns: inLane('countRuns'),
    histogram: inLane('histogram'),
    groupRuns: inLane('groupRuns'),
    filterValues: inLane('filterValues'),
    check: () => here.check(),
    size: inLane('size'),
    countOrigins: inLane('countOrigins'),
    close: async () => {
      // The last connection to close tidies up the files, which one that only reads cannot.
      await Promise.all([here.close(), lanes.search.close(), lanes.count.close(), lanes.servers.close()]);
      await lanes.write.close();
    },
  };
}
