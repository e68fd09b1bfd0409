import 'server-only';
import { randomUUID } from 'node:crypto';
import { fail, type Failure, FailureError } from '../../domain/failure.ts';
import type { ImportProgress, ImportReport } from '../../domain/import.ts';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import { importOnThread } from './import-thread.ts';
import { forgetUpload, receiveUpload } from './receive-upload.ts';

/** Imports that are remembered after their end, and for how long (ms). */
const MOST_ENDED = 100;
const REMEMBERED = 3_600_000;
/** Imports under way at once; each has a thread. */
const AT_ONCE = 2;

interface Job {
  progress: ImportProgress;
  report: ImportReport | null;
  failure: Failure | null;
  abort: AbortController;
  endedAt: number | null;
  /** Kept or rejected when it has ended. */
  done: Promise<ImportReport> | null;
}

const state = () =>
  processState('imports', () => ({ jobs: new Map<string, Job>(), waiting: [] as (() => void)[], running: 0 }));

/** What is known of an import. */
export interface ImportStatus {
  progress: ImportProgress;
  report: ImportReport | null;
  failure: Failure | null;
}

/**
 * Takes the body of a request and begins its import; `done` is kept once everything is durable. Throws what `receiveUpload`
 * throws, and `archive_off`.
 */
export async function beginImport(
  request: Request,
  source: string,
  signal: AbortSignal,
): Promise<{ id: string; done: Promise<ImportReport> }> {
  const { archive, importMaxBytes } = readEnvironment();
  if (archive.kind === 'off') fail('archive_off', 'The archive is switched off, so nothing can be imported.');
  const upload = await receiveUpload(request, importMaxBytes, signal);
  const id = `imp_${randomUUID().replaceAll('-', '')}`;
  const abort = new AbortController();
  const job: Job = { progress: begun(id), report: null, failure: null, abort, endedAt: null, done: null };
  const done = perform(job, async () => {
    const order = { id, source, upload };
    return importOnThread(order, abort.signal, (progress) => {
      job.progress = progress;
    });
  }).finally(() => void forgetUpload(upload));
  done.catch(() => undefined);
  job.done = done;
  forgetEnded();
  state().jobs.set(id, job);
  return { id, done };
}

/** How far an import is, and what came of it. `not_found` where it is not known (any more). */
export function importStatus(id: string): ImportStatus {
  const { progress, report, failure } = jobOf(id);
  return { progress, report, failure };
}

/** Ends an import; what it has kept by then stays. */
export async function cancelImport(id: string): Promise<ImportStatus> {
  const job = jobOf(id);
  job.abort.abort();
  await job.done?.catch(() => undefined);
  return importStatus(id);
}

function jobOf(id: string): Job {
  return state().jobs.get(id) ?? fail('not_found', 'There is no such import, or it ended more than an hour ago.');
}

async function perform(job: Job, work: () => Promise<ImportReport>): Promise<ImportReport> {
  await turn();
  try {
    if (job.abort.signal.aborted) fail('aborted', 'The import was cancelled.');
    const report = await work();
    job.report = report;
    const { understood, raw } = report;
    const runs = report.runs.length + report.moreRuns;
    job.progress = { ...job.progress, state: 'done', understood, raw, runs, totalRuns: runs };
    return report;
  } catch (error) {
    const cancelled = job.abort.signal.aborted;
    job.progress = { ...job.progress, state: cancelled ? 'cancelled' : 'failed' };
    const internal: Failure = {
      code: 'internal',
      message: 'The import met an unexpected error. The server log has the details.',
    };
    job.failure = error instanceof FailureError ? error.failure : internal;
    throw error;
  } finally {
    job.endedAt = Date.now();
    state().running--;
    state().waiting.shift()?.();
  }
}

/** Waits until an import may begin. */
async function turn(): Promise<void> {
  const jobs = state();
  while (jobs.running >= AT_ONCE) await new Promise<void>((resolve) => jobs.waiting.push(resolve));
  jobs.running++;
}

function begun(id: string): ImportProgress {
  const none = { bytes: 0, totalBytes: null, files: 0, understood: 0, raw: 0, refused: 0, runs: 0, totalRuns: null };
  return { id, state: 'reading', ...none };
}

function forgetEnded(): void {
  const { jobs } = state();
  const ended = [...jobs].filter(([, { endedAt }]) => endedAt !== null);
  const over = ended.length - MOST_ENDED;
  ended.forEach(([id, { endedAt }], i) => {
    if (i < over || Date.now() - (endedAt ?? 0) > REMEMBERED) jobs.delete(id);
  });
}
