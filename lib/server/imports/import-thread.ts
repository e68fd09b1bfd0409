import 'server-only';
import { Worker } from 'node:worker_threads';
import { type Failure, FailureError } from '../../domain/failure.ts';
import type { ImportProgress, ImportReport } from '../../domain/import.ts';
import { workerFile } from '../archive/worker-file.ts';
import type { StoredImport } from './stored-import.ts';

/** What the thread of an import says. */
export type ImportMessage = { progress: ImportProgress } | { report: ImportReport } | { failure: Failure };

/** Megabytes of objects that one import may hold; one that needs more fails by itself. */
const MOST_MEMORY = 3072;

/**
 * Runs an import on a thread of its own, with its own connection to the archive. Rejects with the import's failure, `aborted`
 * when the signal ended it, and with `internal` kinds of error when the thread broke down.
 */
export function importOnThread(
  order: StoredImport,
  signal: AbortSignal,
  tell: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const { promise, resolve, reject } = Promise.withResolvers<ImportReport>();
  const worker = new Worker(
    /* turbopackIgnore: true */ workerFile('import-worker', 'lib/server/imports/import-worker.ts'),
    {
      workerData: order,
      execArgv: ['--conditions=react-server'],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    },
  );
  worker.on('message', (message: ImportMessage) => {
    if ('progress' in message) tell(message.progress);
    else if ('report' in message) resolve(message.report);
    else reject(new FailureError(message.failure));
  });
  worker.on('error', (error) => {
    const full = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const message = 'This import needs more memory than an import may have. Split it.';
    reject(full ? new FailureError({ code: 'payload_too_large', message }) : error);
  });
  worker.on('exit', () => reject(new Error('The thread of an import ended without a report.')));
  const end = () => worker.postMessage('end', []);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return promise;
}
