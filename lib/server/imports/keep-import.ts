import 'server-only';
import { createHash } from 'node:crypto';
import type { ImportProgress } from '../../domain/import.ts';
import type { Json } from '../../domain/json.ts';
import type { Archive, RunCapture } from '../archive/archive.ts';
import { withWords } from '../archiving/object-words.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { archivedDialect, archivedReader } from '../upstream/sources.ts';
import { parseJson } from '../upstream/safe-json.ts';
import { bundleStream } from './bundle-piece.ts';
import type { Entry, ImportPool } from './import-pool.ts';
import type { ImportGround } from './import-ground.ts';
import { mergedRun } from './merged-run.ts';

/** Objects, and characters of runs, that are kept in one transaction. */
const OBJECTS_AT_ONCE = 500;
const TEXT_AT_ONCE = 4 * 1024 * 1024;

/** How much of an import is kept, of how much. */
export type KeptSoFar = Pick<ImportProgress, 'runs' | 'totalRuns' | 'others' | 'totalOthers'>;

/** What was kept. */
export interface KeptImport {
  runs: { source: string; key: string }[];
  /** Of these, those that ended before the instant from which on runs are kept. */
  expiring: number;
}

/**
 * Keeps what an import has read: first what belongs to no run, then run by run. Kept again, it changes nothing. What is kept
 * when it is aborted or fails stays; all of it is durable when this returns. `tell` gets how much is kept. `oldest`: ms since 1970,
 * null where runs are kept for ever.
 */
export async function keepImport(
  archive: Archive,
  source: string,
  pool: ImportPool,
  oldest: number | null,
  signal: AbortSignal,
  tell: (kept: KeptSoFar) => void,
): Promise<KeptImport> {
  const { runs, others } = pool.groups();
  let kept = 0;
  let keptOthers = 0;
  let expiring = 0;
  const totalOthers = pool.files.size + others.length + pool.raws.length;
  const say = () => tell({ runs: kept, totalRuns: runs.length, others: keptOthers, totalOthers });
  const sayOthers = (more: number) => {
    keptOthers += more;
    say();
  };
  say();
  for (const { fileId, place } of pool.files.values()) {
    signal.throwIfAborted();
    await archive.keepFile({ source, fileId, bytes: pool.spool.bytes(place) });
    sayOthers(1);
  }
  await keepOthers(archive, source, pool, others, signal, sayOthers);
  await keepRaws(archive, source, pool, signal, sayOthers);
  await keepStreams(archive, source, pool, signal);

  const ground = groundOf(archive, source, pool, [...runs.flatMap(({ entries }) => entries), ...others], signal);
  const reader = archivedReader(source, archive.wireStore(source));
  const keys: KeptImport['runs'] = [];
  let batch: RunCapture[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length > 0) await archive.keepRuns(batch);
    batch = [];
    size = 0;
    say();
  };
  for (const pieces of runs) {
    signal.throwIfAborted();
    const capture = await mergedRun(ground, pieces);
    kept++;
    if (capture) {
      batch.push(capture);
      keys.push({ source, key: capture.index.key });
      if (oldest !== null && (capture.index.endedAt ?? oldest) < oldest) expiring++;
      for (const { text } of capture.objects) size += text.length;
    } else {
      const objects = pieces.entries.map((entry) => pool.object(entry));
      await archive.keepObjects(source, await withWords(source, objects), 'import');
      if (pieces.threadId !== null) keys.push({ source, key: reader.runKey(pieces.threadId, pieces.runId) });
    }
    if (size > TEXT_AT_ONCE || batch.length >= OBJECTS_AT_ONCE) await flush();
  }
  await flush();
  return { runs: keys, expiring };
}

function groundOf(
  archive: Archive,
  source: string,
  pool: ImportPool,
  entries: readonly Entry[],
  signal: AbortSignal,
): ImportGround {
  const said = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.kind !== 'message' || entry.threadId === null) continue;
    const thread = said.get(entry.threadId);
    if (thread) thread.push(entry);
    else said.set(entry.threadId, [entry]);
  }
  for (const thread of said.values()) thread.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));
  const dialect = archivedDialect(source);
  return { archive, source, pool, said, signal, rankOf: (value) => dialect.stateRank(value as Json) };
}

async function keepOthers(
  archive: Archive,
  source: string,
  pool: ImportPool,
  others: readonly Entry[],
  signal: AbortSignal,
  tell: (more: number) => void,
): Promise<void> {
  for (let at = 0; at < others.length; at += OBJECTS_AT_ONCE) {
    signal.throwIfAborted();
    const objects = others.slice(at, at + OBJECTS_AT_ONCE).map((entry) => pool.object(entry));
    await archive.keepObjects(source, await withWords(source, objects), 'import');
    tell(objects.length);
  }
}

async function keepStreams(archive: Archive, source: string, pool: ImportPool, signal: AbortSignal): Promise<void> {
  for (const place of pool.streams) {
    signal.throwIfAborted();
    const part = bundleStream(parseJson(pool.spool.text(place)).value);
    if (part) await archive.keepStream([{ source, ...part }]);
  }
}

/** Values of other protocols: their bytes as files, named by what they hold, so that a later reading finds them. */
async function keepRaws(
  archive: Archive,
  source: string,
  pool: ImportPool,
  signal: AbortSignal,
  tell: (more: number) => void,
): Promise<void> {
  const records: WireObject[] = [];
  for (const place of pool.raws) {
    signal.throwIfAborted();
    const bytes = pool.spool.bytes(place);
    const id = `raw-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`;
    await archive.keepFile({ source, fileId: id, bytes });
    const text = JSON.stringify({
      id,
      object: 'file',
      bytes: bytes.length,
      filename: `${id}.json`,
      purpose: 'import_raw',
    });
    records.push({ kind: 'file', id, threadId: null, runId: null, createdAt: null, text });
    tell(1);
  }
  if (records.length > 0) await archive.keepObjects(source, records, 'import');
}
