import 'server-only';
import { parentPort } from 'node:worker_threads';
import { fail } from '../../domain/failure.ts';
import { lowerPriority } from '../archive/lower-priority.ts';
import { openReadArchive } from '../archive/open-archive.ts';
import { serveCalls } from '../archive/worker-calls.ts';
import { searchLoose } from './search-loose.ts';
import { type KeptSearch, searchKept } from './search-kept.ts';

/** The thread that looks through kept runs for places: texts are mapped and matched here, never where requests are answered. */
if (!parentPort) throw new Error('This file runs in a worker thread.');
lowerPriority();
const { signal } = new AbortController();

serveCalls(parentPort, {
  search: async (wanted: KeptSearch) =>
    searchKept((await openReadArchive()) ?? fail('archive_off', 'The archive is switched off.'), wanted, signal),
  loose: searchLoose,
  close: async () => (await openReadArchive())?.close(),
});
