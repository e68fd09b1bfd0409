import 'server-only';
import type { RunCapture } from '../archive/archive.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { archivedReader } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { indexRun } from './index-run.ts';
import { readRun } from './read-run.ts';

/** What of a capture does not come out of its objects; plain data. */
export interface LargeCapture extends Pick<RunCapture, 'origin' | 'whole' | 'capturedAt'> {
  source: string;
  key: string;
  assistantName: string | null;
  fileNames: string[];
  /** Null where the source has none to give; else whether all of them are there. */
  stepsRead: boolean | null;
}

/** The capture of a run from its objects: the same as is made of what the source's reader gave. */
export async function captureOf(
  { source, key, assistantName, fileNames, stepsRead, ...rest }: LargeCapture,
  objects: readonly WireObject[],
): Promise<RunCapture> {
  const { signal } = new AbortController();
  const store = createMemoryWireStore();
  store.keep(objects);
  const reader = archivedReader(source, store);
  const run = { ...(await reader.getRun(key, signal)), assistantName };
  const { steps, messages, question } = await readRun(reader, run, () => false, signal);
  const read = stepsRead === null ? null : { items: steps?.items ?? [], complete: stepsRead };
  const parts = { run, steps: read, messages: messages?.items ?? [], question, fileNames };
  return { index: indexRun(parts, rest.capturedAt), objects, ...rest };
}
