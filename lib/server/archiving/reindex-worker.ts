import 'server-only';
import { parentPort } from 'node:worker_threads';
import { fail } from '../../domain/failure.ts';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import { lowerPriority } from '../archive/lower-priority.ts';
import { serveCalls } from '../archive/worker-calls.ts';
import { reindexSome } from './reindex.ts';
import { rewordSome } from './reindex-texts.ts';

/** The thread that makes the index of runs anew. */
lowerPriority();
if (!parentPort) throw new Error('This file runs in a worker thread.');
const { signal } = new AbortController();

serveCalls(parentPort, {
  some: async (limit?: number) =>
    reindexSome((await openArchive()) ?? fail('archive_off', 'The archive is switched off.'), signal, limit),
  texts: async () => rewordSome((await openArchive()) ?? fail('archive_off', 'The archive is switched off.'), signal),
  close: closeArchive,
});
