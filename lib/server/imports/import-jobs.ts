import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { fail, type Failure, FailureError } from '../../domain/failure.ts';
import type { ImportProgress, ImportReport } from '../../domain/import.ts';
import type { Archive } from '../archive/archive.ts';
import type { ImportRecord } from '../archive/import-records.ts';
import { openArchive } from '../archive/open-archive.ts';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import { importOnThread } from './import-thread.ts';
import { type ImportTurns, importTurns } from './import-turns.ts';
import { type ReceivedUpload, receiveUpload } from './receive-upload.ts';
import { tellImport } from './tell-import.ts';

/** A server that says nothing of its import for so long (ms) has broken down. */
const SILENT = 15_000;
/** How long an import of another server is waited for when it is to end, ms, and how often it is looked at. */
const END_WAIT = 10_000;
const LOOK_EVERY = 250;
/** How often it is looked whether imports have ended when the process is to, ms. */
const LOOK_AGAIN = 25;

interface Job {
  record: ImportRecord;
  abort: AbortController;
  /** Kept or rejected when it has ended. */
  done: Promise<ImportReport>;
}

interface State {
  jobs: Map<string, Job>;
  turns: ImportTurns;
  /** Bodies that are being received. */
  receiving: number;
  closing: boolean;
}

/** Imports of this process. Ended ones are told by the archive; here are those of which it could not be told. */
const state = () =>
  processState('imports', (): State => ({ jobs: new Map(), turns: importTurns(), receiving: 0, closing: false }));

/** What is known of an import. */
export type ImportStatus = Pick<ImportRecord, 'progress' | 'report' | 'failure'>;

const INTERRUPTED: Failure = {
  code: 'aborted',
  message:
    'Runlens ended while this import was under way. The runs it had kept are whole and stay; import it again to complete it.',
};

/**
 * Takes the body of a request and begins its import; `done` is kept once everything is durable. Throws what `receiveUpload`
 * and the archive throw, and `archive_off`.
 */
export async function beginImport(
  request: Request,
  source: string,
  signal: AbortSignal,
): Promise<{ id: string; done: Promise<ImportReport> }> {
  if (state().closing) refuseNow();
  state().receiving++;
  try {
    const archive =
      (await openArchive()) ?? fail('archive_off', 'The archive is switched off, so nothing can be imported.');
    const upload = await receiveUpload(request, readEnvironment().importMaxBytes, signal);
    return await begin(archive, source, upload);
  } finally {
    state().receiving--;
  }
}

async function begin(archive: Archive, source: string, { close, ...upload }: ReceivedUpload) {
  const id = `imp_${randomUUID().replaceAll('-', '')}`;
  const record: ImportRecord = { progress: begun(id), report: null, failure: null, ended: false };
  try {
    await archive.putImport(record);
  } catch (error) {
    await close();
    throw error;
  }
  const abort = new AbortController();
  const done = perform(archive, record, abort, (tell) =>
    importOnThread({ id, source, upload }, abort.signal, tell),
  ).finally(() => void close());
  done.catch(() => undefined);
  state().jobs.set(id, { record, abort, done });
  return { id, done };
}

function refuseNow(): never {
  return fail('archive_busy', 'Runlens is shutting down. Import again in a moment.', { retryAfter: 5 });
}

/** Imports of this process that are being received, wait or are under way. */
export function importsUnderWay(): number {
  const { jobs, receiving } = state();
  return receiving + Array.from(jobs.values()).filter(({ record }) => !record.ended).length;
}

/** How far an import of any server is, and what came of it. `not_found` where it is not known (any more). */
export async function importStatus(id: string): Promise<ImportStatus> {
  const { progress, report, failure } = await recordOf(id);
  return { progress, report, failure };
}

/** Ends an import of any server; what it has kept by then stays. */
export async function cancelImport(id: string): Promise<ImportStatus> {
  const job = state().jobs.get(id);
  job?.abort.abort();
  if (job) await job.done.catch(() => undefined);
  else if (await (await openArchive())?.askImportToEnd(id)) {
    for (const end = Date.now() + END_WAIT; Date.now() < end && !(await recordOf(id)).ended; ) {
      await setTimeout(LOOK_EVERY);
    }
  }
  return importStatus(id);
}

/** Takes no new imports, gives those under way so long (ms) to end by themselves, and interrupts the others. */
export async function endImports(patience: number): Promise<void> {
  const known = state();
  const underWay = () => Array.from(known.jobs.values()).filter(({ record }) => !record.ended);
  known.closing = true;
  known.turns.refuse(new FailureError(INTERRUPTED));
  for (const end = Date.now() + patience; Date.now() < end && known.receiving + underWay().length > 0; ) {
    await setTimeout(LOOK_AGAIN);
  }
  known.turns.close(new FailureError(INTERRUPTED));
  for (const { abort } of underWay()) abort.abort(new FailureError(INTERRUPTED));
  await Promise.allSettled(underWay().map(({ done }) => done));
}

async function recordOf(id: string): Promise<ImportRecord> {
  const own = state().jobs.get(id);
  if (own) return own.record;
  const found = await (await openArchive())?.getImport(id);
  if (!found) return fail('not_found', 'There is no such import, or it ended more than a day ago.');
  if (found.ended || found.silentMs < SILENT) return found;
  return { ...found, progress: { ...found.progress, state: 'interrupted' }, failure: INTERRUPTED, ended: true };
}

async function perform(
  archive: Archive,
  record: ImportRecord,
  abort: AbortController,
  work: (tell: (progress: ImportProgress) => void) => Promise<ImportReport>,
): Promise<ImportReport> {
  const telling = tellImport(archive, record, () => abort.abort());
  try {
    const report = await state().turns.inTurn(abort.signal, () => work((progress) => (record.progress = progress)));
    const { understood, raw } = report;
    const runs = report.runs.length + report.moreRuns;
    record.report = report;
    record.progress = { ...record.progress, state: 'done', understood, raw, runs, totalRuns: runs };
    return report;
  } catch (error) {
    const { ended, failure } = endOf(error, abort.signal);
    record.progress = { ...record.progress, state: ended };
    record.failure = failure;
    throw error instanceof FailureError ? new FailureError(failure) : error;
  } finally {
    record.ended = true;
    if (await telling.end()) state().jobs.delete(record.progress.id);
  }
}

function endOf(error: unknown, signal: AbortSignal): { ended: ImportProgress['state']; failure: Failure } {
  const interrupted = [error, signal.reason].some(
    (one) => one instanceof FailureError && one.failure.message === INTERRUPTED.message,
  );
  if (interrupted) return { ended: 'interrupted', failure: { ...INTERRUPTED, code: 'archive_busy', retryAfter: 5 } };
  if (signal.aborted) return { ended: 'cancelled', failure: { code: 'aborted', message: 'The import was cancelled.' } };
  const internal: Failure = {
    code: 'internal',
    message: 'The import met an unexpected error. The server log has the details.',
  };
  return { ended: 'failed', failure: error instanceof FailureError ? error.failure : internal };
}

function begun(id: string): ImportProgress {
  const none = { bytes: 0, totalBytes: null, files: 0, understood: 0, raw: 0, refused: 0 };
  return { id, state: 'reading', ...none, runs: 0, totalRuns: null, others: 0, totalOthers: null };
}
