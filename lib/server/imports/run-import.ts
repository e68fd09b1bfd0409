import 'server-only';
import { FailureError } from '../../domain/failure.ts';
import { hasKept, type ImportProgress, type ImportRefusal, type ImportReport } from '../../domain/import.ts';
import type { Archive } from '../archive/archive.ts';
import { oldestKept } from '../archiving/retention.ts';
import { readEnvironment } from '../env.ts';
import { allDialects } from '../upstream/sources.ts';
import type { ImportLimits } from './import-limits.ts';
import { keepImport, type KeptSoFar } from './keep-import.ts';
import { type ImportFile, ImportReading } from './read-import.ts';

/** Runs that a report names. */
const MOST_RUNS = 10_000;
/** Progress is told this often, in ms. */
const EVERY = 100;

const NONE: KeptSoFar = { runs: 0, totalRuns: null, others: 0, totalOthers: null };

/** What is imported, and where to. */
export interface ImportOrder {
  id: string;
  source: string;
  files: AsyncIterable<ImportFile> | Iterable<ImportFile>;
  /** Null while it is not known. */
  totalBytes: number | null;
  limits?: ImportLimits;
}

/**
 * Reads and keeps one import. When it returns, everything it reports is durable. Throws `not_understood` where nothing was
 * understood (then nothing is kept), what the archive throws, and what `signal` was aborted with; runs that were kept by then
 * stay, and the same import again completes them.
 */
export async function runImport(
  archive: Archive,
  { id, source, files, totalBytes, limits }: ImportOrder,
  signal: AbortSignal,
  tell: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const reading = new ImportReading(allDialects(), limits);
  let toldAt = 0;
  let toldStage = '';
  const progress = (state: ImportProgress['state'], kept: KeptSoFar = NONE) => {
    // Whoever ends it is told whether anything was kept: that it begins is never left out.
    const stage = `${state} ${hasKept(kept)}`;
    const over = kept.runs === kept.totalRuns && kept.others === kept.totalOthers;
    if (stage === toldStage && !over && Date.now() - toldAt < EVERY) return;
    toldAt = Date.now();
    toldStage = stage;
    const { objects, ...counts } = reading.counts();
    tell({ id, state, totalBytes, ...counts, understood: objects, ...kept });
  };
  try {
    for await (const file of files) {
      signal.throwIfAborted();
      await reading.read({ ...file, chunks: watched(file.chunks, () => progress('reading')) }, signal);
    }
    const { objects, raw } = reading.counts();
    const { refused, moreRefused } = reading;
    if (objects === 0 && reading.pool.files.size === 0) throw notUnderstood(raw, refused);
    const oldest = oldestKept(readEnvironment().retentionDays, Date.now());
    const tellKept = (kept: KeptSoFar) => progress('keeping', kept);
    const { runs, expiring } = await keepImport(archive, source, reading.pool, oldest, signal, tellKept);
    const listed = runs.slice(0, MOST_RUNS);
    const counts = { moreRuns: runs.length - listed.length, understood: objects, raw, refused, moreRefused };
    return { id, runs: listed, ...counts, ...(expiring > 0 ? { expiring } : {}) };
  } finally {
    reading.close();
  }
}

function notUnderstood(raw: number, refused: readonly ImportRefusal[]): FailureError {
  const [first] = refused;
  const other = raw > 0 ? ' It is of a protocol that Runlens does not read yet.' : ' There was no file.';
  const why = first ? ` In ${first.file}${first.at === '' ? '' : `, ${first.at}`}: ${first.why}` : other;
  const message = `Nothing in this import was understood, and nothing was kept.${why}`;
  return new FailureError({ code: 'not_understood', message });
}

async function* watched(chunks: AsyncIterable<Uint8Array>, passed: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    passed();
  }
}
