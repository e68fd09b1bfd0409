import 'server-only';
import type { Archive, Histogram } from './archive.ts';
import { LANES, type Lane } from './archive-lanes.ts';
import { isFactual } from './fact-filter.ts';
import { type HistogramRange, histogramOf } from './histogram.ts';
import { isShortList } from './list-runs.ts';
import type { RunQuery } from './run-query.ts';
import { parseSearch } from './search-words.ts';
import { sqlArchive } from './sql-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import type { Estimate, WordSample } from './word-histogram.ts';
import { workerFile } from './worker-file.ts';
import { WorkerLane } from './worker-lane.ts';

const SOURCE = 'lib/server/archive/archive-worker.ts';

/**
 * The archive in a folder of this machine. Writes, lists and counts happen in worker threads; this thread only reads single
 * runs, objects and parts of files.
 */
export async function openSqliteArchive(folder: string): Promise<Archive> {
  const file = workerFile('archive-worker', SOURCE);
  const lanes: Record<Lane, WorkerLane> = {
    write: new WorkerLane(file, { folder, lane: 'write' }),
    list: new WorkerLane(file, { folder, lane: 'list' }),
    search: new WorkerLane(file, { folder, lane: 'search' }),
    facts: new WorkerLane(file, { folder, lane: 'facts' }),
    count: new WorkerLane(file, { folder, lane: 'count' }),
    histogram: new WorkerLane(file, { folder, lane: 'histogram' }),
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
  /** What the facts of runs in memory answer waits for no statement. */
  const factual =
    <Name extends 'countRuns' | 'filterValues' | 'listRuns' | 'groupRuns'>(name: Name, other: Lane = LANES[name]) =>
    (lane: boolean, ...args: Parameters<Archive[Name]>): ReturnType<Archive[Name]> =>
      lanes[lane ? 'facts' : other].call(name, args) as ReturnType<Archive[Name]>;
  const short = factual('listRuns', 'list');
  const search = factual('listRuns');
  const group = factual('groupRuns');
  const count = factual('countRuns');
  const values = factual('filterValues');
  const histogram = async (query: RunQuery, range: HistogramRange): Promise<Histogram | null> => {
    if (isFactual(query)) return lanes.facts.call('histogram', [query, range]);
    if (parseSearch(query.text).length === 0) return lanes.histogram.call('histogram', [query, range]);
    const samples = await lanes.histogram.call<WordSample[] | null>('sampleWords', [query, range]);
    if (samples === null || samples.length === 0) return samples && { buckets: [], counted: 1 };
    const { counts, counted } = await lanes.facts.call<Estimate>('estimateWords', [range, samples]);
    return histogramOf(range, counts, counted);
  };
  return {
    kind: 'sqlite',
    keepRuns: inLane('keepRuns'),
    keepObjects: inLane('keepObjects'),
    keepFile: inLane('keepFile'),
    keepStream: inLane('keepStream'),
    holdRun: inLane('holdRun'),
    tellRun: inLane('tellRun'),
    releaseRun: inLane('releaseRun'),
    toldRun: (source, key, since) => here.toldRun(source, key, since),
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
    noteThreads: inLane('noteThreads'),
    listKnown: inLane('listKnown'),
    pruneAudit: inLane('pruneAudit'),
    getRun: (source, key) => here.getRun(source, key),
    findRun: (id) => here.findRun(id),
    listStreams: (source, run) => here.listStreams(source, run),
    readStreamPart: (source, run, startedAt, part) => here.readStreamPart(source, run, startedAt, part),
    wireStore: (source) => here.wireStore(source),
    listRuns: (query, page) =>
      isShortList(query)
        ? short(false, query, page)
        : search(isFactual(query) && query.sort === 'started', query, page),
    countRuns: (query) => count(isFactual(query), query),
    histogram,
    groupRuns: (query, by, page) => group(by === 'fingerprint' && isFactual(query), query, by, page),
    filterValues: (query, of) => values(isFactual(query), query, of),
    changedRuns: inLane('changedRuns'),
    warm: async () => {
      // Whoever asks first does not wait for a thread to start.
      for (const lane of [lanes.list, lanes.search, lanes.count, lanes.histogram]) await lane.call('open', []);
      return lanes.facts.call('warm', []);
    },
    indexState: inLane('indexState'),
    beginReindex: inLane('beginReindex'),
    search: inLane('search'),
    beginTexts: inLane('beginTexts'),
    dueTexts: inLane('dueTexts'),
    putTexts: inLane('putTexts'),
    dueRuns: inLane('dueRuns'),
    putIndexes: inLane('putIndexes'),
    check: () => here.check(),
    size: inLane('size'),
    countOrigins: inLane('countOrigins'),
    close: async () => {
      // The last connection to close tidies up the files, which one that only reads cannot.
      const { write, ...others } = lanes;
      await Promise.all([here.close(), ...Object.values(others).map((lane) => lane.close())]);
      await write.close();
    },
  };
}
