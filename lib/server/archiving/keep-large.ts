import 'server-only';
import type { Archive } from '../archive/archive.ts';
import { openArchive } from '../archive/open-archive.ts';
import { workerFile } from '../archive/worker-file.ts';
import { WorkerLane } from '../archive/worker-lane.ts';
import { processState } from '../process-state.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { captureOf, type LargeCapture } from './index-large.ts';

/** Characters and objects of a run that are handed over at a time: copying more would hold up requests. */
const TEXT_AT_ONCE = 512 * 1024;
const OBJECTS_AT_ONCE = 500;

/** Whether a run is too large to be indexed, and handed over as one, where requests are answered. */
export function isLarge(objects: readonly WireObject[]): boolean {
  return objects.length > OBJECTS_AT_ONCE || sizeOf(objects) > TEXT_AT_ONCE;
}

/**
 * Indexes and keeps a run on a thread of its own, which has the archive of this process open; in any other archive it is kept
 * by this one. Rejects as the archive does.
 */
export async function keepLarge(
  archive: Archive,
  capture: LargeCapture,
  objects: readonly WireObject[],
): Promise<void> {
  if (archive !== (await openArchive())) return archive.keepRuns([await captureOf(capture, objects)]);
  const { lane, next } = state();
  const name = `${next()}`;
  try {
    for (const part of parts(objects)) {
      await lane.call('add', [name, part]);
      // What waits gets its turn between two copies.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await lane.call('keep', [name, capture]);
  } catch (error) {
    await lane.call('drop', [name]).catch(() => undefined);
    throw error;
  }
}

/** Closes what the thread has open, and ends it. */
export async function closeKeepThread(): Promise<void> {
  const known = made();
  await known.lane?.close();
  known.lane = null;
}

const made = () => processState('keep-thread', () => ({ lane: null as WorkerLane | null, count: 0 }));

function state(): { lane: WorkerLane; next: () => number } {
  const known = made();
  known.lane ??= new WorkerLane(workerFile('keep-worker', 'lib/server/archiving/keep-worker.ts'), null);
  return { lane: known.lane, next: () => ++known.count };
}

function* parts(objects: readonly WireObject[]): Generator<WireObject[]> {
  let part: WireObject[] = [];
  let size = 0;
  for (const one of objects) {
    if (part.length > 0 && (part.length >= OBJECTS_AT_ONCE || size + one.text.length > TEXT_AT_ONCE)) {
      yield part;
      part = [];
      size = 0;
    }
    part.push(one);
    size += one.text.length;
  }
  if (part.length > 0) yield part;
}

function sizeOf(objects: readonly WireObject[]): number {
  return objects.reduce((sum, { text }) => sum + text.length, 0);
}
