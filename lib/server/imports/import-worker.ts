import 'server-only';
import { parentPort, workerData } from 'node:worker_threads';
import { fail, FailureError } from '../../domain/failure.ts';
import { lowerPriority } from '../archive/lower-priority.ts';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import type { ImportMessage } from './import-thread.ts';
import { runStoredImport, type StoredImport } from './stored-import.ts';

/** The thread of one import: nothing of it happens where requests are answered. Any message to it ends it. */
const order = workerData as StoredImport;
if (!parentPort) throw new Error('This file runs in a worker thread.');
lowerPriority();
const port = parentPort;
const tell = (message: ImportMessage) => port.postMessage(message);
const given = new AbortController();
port.once('message', () => given.abort());

try {
  const archive =
    (await openArchive()) ?? fail('archive_off', 'The archive is switched off, so nothing can be imported.');
  const report = await runStoredImport(archive, order, given.signal, (progress) => tell({ progress }));
  tell({ report });
} catch (error) {
  if (error instanceof FailureError) tell({ failure: error.failure });
  else if (given.signal.aborted) tell({ failure: { code: 'aborted', message: 'The import was cancelled.' } });
  else throw error;
} finally {
  await closeArchive();
  port.close();
}
