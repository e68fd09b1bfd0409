import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Archive, ArchiveSize, OriginCount } from './archive.ts';
import { addAudit, listAudit, pruneAudit } from './audit.ts';
import { changedRuns } from './changed-runs.ts';
import { countRuns } from './count-runs.ts';
import { deleteBefore, deleteRun, deleteSource } from './delete-runs.ts';
import { allowSource, deletedAmong } from './deleted-runs.ts';
import { keepFile } from './files.ts';
import { filterValues } from './filter-values.ts';
import { findRun, getRun } from './find-run.ts';
import { groupRuns } from './group-runs.ts';
import { histogram } from './histogram.ts';
import { agreeOnRecord, deleteRecord, getRecord, listRecords, putRecord } from './records.ts';
import { askImportToEnd, getImport, putImport } from './import-records.ts';
import { keepPieces } from './keep-pieces.ts';
import { keepRun } from './keep-run.ts';
import { listKnown } from './list-known.ts';
import { noteThreads } from './known-threads.ts';
import { beginTexts, dueTexts, putTexts } from './loose-due.ts';
import { listRuns } from './list-runs.ts';
import { checkVersion } from './migrate.ts';
import { holdRun, releaseRun, tellRun, toldRun } from './live-runs.ts';
import { beginReindex, dueRuns, indexState, putIndexes } from './reindex.ts';
import { indexed } from './selection.ts';
import { searchTexts } from './search-texts.ts';
import { first, type SqlDatabase } from './sql.ts';
import { shareStore } from './share-store.ts';
import { findShare, keepShare, listShares, revokeShare, sweepShares, viewShare } from './shares.ts';
import { keepStream, listStreams, readStreamPart } from './streams.ts';
import { sqlWireStore } from './sql-wire-store.ts';
import { endTurn, takeTurn } from './turns.ts';

/** The archive over a database whose tables are there (`migrate`). Over SQLite every call blocks the thread it is made in. */
export function sqlArchive(database: SqlDatabase): Archive {
  const holder = randomUUID();
  return {
    kind: database.kind,
    keepRuns: (captures) =>
      database.write(async (sql) => {
        for (const capture of captures) await keepRun(sql, capture);
      }),
    keepObjects: (source, objects, origin) =>
      database.write((sql) => keepPieces(sql, source, objects, origin, Date.now())),
    keepFile: (file) => database.write((sql) => keepFile(sql, file)),
    keepStream: (parts) => database.write((sql) => keepStream(sql, parts)),
    holdRun: (lease) => database.write((sql) => holdRun(sql, lease)),
    tellRun: (lease, state) => database.write((sql) => tellRun(sql, lease, state)),
    releaseRun: (lease) => database.write((sql) => releaseRun(sql, lease)),
    toldRun: (source, key, since) => toldRun(database, source, key, since),
    markGone: (source, key, at) =>
      database.write(async (sql) => {
        const place = [at, indexed(source), indexed(key)];
        await sql.run('UPDATE runs SET gone_at = ? WHERE source = ? AND key = ? AND gone_at IS NULL', place);
      }),
    deleteRun: (source, key) => deleteRun(database, source, key),
    deleteSource: (source) => deleteSource(database, source),
    deleteBefore: (instant) => deleteBefore(database, instant),
    deletedAmong: (source, runs) => deletedAmong(database, source, runs),
    allowSource: (source) => database.write((sql) => allowSource(sql, source)),
    takeTurn: (name, ms) => database.write((sql) => takeTurn(sql, name, holder, ms)),
    endTurn: (name) => database.write((sql) => endTurn(sql, name, holder)),
    putImport: (record) => putImport(database, record),
    getImport: (id) => getImport(database, id),
    askImportToEnd: (id) => database.write((sql) => askImportToEnd(sql, id)),
    putRecord: (kind, record, until) => database.write((sql) => putRecord(sql, kind, record, until)),
    agreeOnRecord: (kind, record) => database.write((sql) => agreeOnRecord(sql, kind, record)),
    getRecord: (kind, id) => getRecord(database, kind, id),
    listRecords: (kind, page) => listRecords(database, kind, page),
    deleteRecord: (kind, id) => database.write((sql) => deleteRecord(sql, kind, id)),
    keepShare: (share) => database.write((sql) => keepShare(sql, share)),
    findShare: (hash) => findShare(database, 'token_hash', hash),
    viewShare: (hash) => database.write((sql) => viewShare(sql, hash)),
    getShare: (id) => findShare(database, 'id', id),
    listShares: (filter, page) => listShares(database, filter, page),
    revokeShare: (id) => database.write((sql) => revokeShare(sql, id)),
    sweepShares: (expired, over) => database.write((sql) => sweepShares(sql, expired, over)),
    shareStore: (id) => shareStore(database, id),
    addAudit: (entry) => database.write((sql) => addAudit(sql, entry)),
    listAudit: (filter, page) => listAudit(database, filter, page),
    pruneAudit: (limits) => database.write((sql) => pruneAudit(sql, limits)),
    getRun: (source, key) => getRun(database, source, key),
    findRun: (id) => findRun(database, id),
    listStreams: (source, run) => listStreams(database, source, run),
    readStreamPart: (source, run, startedAt, part) => readStreamPart(database, source, run, startedAt, part),
    wireStore: (source) => sqlWireStore(database, source),
    search: (query, page) => searchTexts(database, query, page),
    beginTexts: (version) => database.write((sql) => beginTexts(sql, version)),
    dueTexts: (version) => dueTexts(database, version),
    putTexts: (version, part) => database.write((sql) => putTexts(sql, version, part)),
    listRuns: (query, page) => listRuns(database, query, page),
    countRuns: (query) => countRuns(database, query),
    histogram: (query, range) => histogram(database, query, range),
    groupRuns: (query, by, page) => groupRuns(database, query, by, page),
    filterValues: (query, of) => filterValues(database, query, of),
    check: async () => {
      await checkVersion(database);
      return { bytes: await bytesOf(database) };
    },
    changedRuns: (mark) => changedRuns(database, mark),
    warm: async () => !database.facts || (await database.facts.current()) !== null,
    indexState: () => indexState(database),
    beginReindex: (version) => database.write((sql) => beginReindex(sql, version)),
    dueRuns: (limit) => dueRuns(database, limit),
    putIndexes: (done) => database.write((sql) => putIndexes(sql, done)),
    size: () => sizeOf(database),
    noteThreads: (source, threads, origin) =>
      database.write((sql) => noteThreads(sql, source, threads, origin, Date.now())),
    listKnown: (source, filter, page) => listKnown(database, source, filter, page),
    countOrigins: () =>
      database.all<OriginCount>('SELECT source, origin, count(*) AS count FROM runs GROUP BY origin, source'),
    close: () => database.close(),
  };
}

async function sizeOf(database: SqlDatabase): Promise<ArchiveSize> {
  const one = async (statement: string) => (await first<{ n: number | null }>(database, statement))?.n ?? 0;
  const runs = await one('SELECT count(*) AS n FROM runs');
  return {
    runs,
    whole: runs - (await one('SELECT count(*) AS n FROM runs WHERE whole = 0')),
    objects: await one(database.kind === 'sqlite' ? 'SELECT n FROM object_count' : 'SELECT count(*) AS n FROM objects'),
    fileBytes: await one('SELECT CAST(sum(size) AS BIGINT) AS n FROM blobs'),
  };
}

async function bytesOf(database: SqlDatabase): Promise<number> {
  const statement =
    database.kind === 'sqlite'
      ? 'SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()'
      : 'SELECT pg_database_size(current_database()) AS n';
  return (await first<{ n: number }>(database, statement))?.n ?? 0;
}
