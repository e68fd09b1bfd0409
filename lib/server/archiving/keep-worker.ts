import 'server-only';
import { parentPort } from 'node:worker_threads';
import { fail } from '../../domain/failure.ts';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import { lowerPriority } from '../archive/lower-priority.ts';
import { serveCalls } from '../archive/worker-calls.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { captureOf, type LargeCapture } from './index-large.ts';

/** The thread that indexes and keeps large runs, whose objects come part by part. */
lowerPriority();
if (!parentPort) throw new Error('This file runs in a worker thread.');
const parts = new Map<string, WireObject[]>();

serveCalls(parentPort, {
  add: (name: string, objects: WireObject[]) => {
    parts.set(name, [...(parts.get(name) ?? []), ...objects]);
  },
  keep: async (name: string, capture: LargeCapture) => {
    const objects = parts.get(name) ?? [];
    parts.delete(name);
    const archive = (await openArchive()) ?? fail('archive_off', 'The archive is switched off.');
    await archive.keepRuns([await captureOf(capture, objects)]);
  },
  drop: (name: string) => {
    parts.delete(name);
  },
  close: closeArchive,
});
