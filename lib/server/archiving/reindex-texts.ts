import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Archive } from '../archive/archive.ts';
import { looseWords, TEXT_VERSION } from './object-words.ts';

/** One server does it for all; one that breaks down meanwhile loses its turn after this, and renews it so often, ms. */
const TURN = 60_000;
const RENEW = 15_000;

/** How many objects of a part were looked at, and how long writing it took, ms; `over` where none is left. */
export interface RewordedPart {
  count: number;
  wrote: number;
  over: boolean;
}

/**
 * Looks at the next threads and messages that may stand in no run, and makes their texts anew. The same part done twice comes
 * out the same. Throws what the archive throws.
 */
export async function rewordSome(archive: Archive, signal: AbortSignal): Promise<RewordedPart> {
  const part = await archive.dueTexts(TEXT_VERSION);
  if (!part) return { count: 0, wrote: 0, over: true };
  const made: { due: (typeof part.due)[number]; words: string | null }[] = [];
  for (const due of part.due) {
    signal.throwIfAborted();
    made.push({ due, words: await looseWords(due) });
  }
  const begun = performance.now();
  await archive.putTexts(TEXT_VERSION, { until: part.until, made });
  return { count: made.length, wrote: performance.now() - begun, over: false };
}

/**
 * Brings the texts of all threads and messages to this version, from where it was broken off. After each write others have as
 * much time to write. Gives how many were looked at; null while another server does it.
 */
export async function rewordAll(
  archive: Archive,
  some: () => Promise<RewordedPart>,
  signal: AbortSignal,
): Promise<number | null> {
  if (!(await archive.takeTurn('texts', TURN))) return null;
  try {
    let renewed = performance.now();
    let done = 0;
    for (;;) {
      signal.throwIfAborted();
      const { count, wrote, over } = await some();
      if (over) return done;
      done += count;
      if (performance.now() - renewed > RENEW) {
        renewed = performance.now();
        if (!(await archive.takeTurn('texts', TURN))) return null;
      }
      await sleep(wrote, undefined, { signal });
    }
  } finally {
    await archive.endTurn('texts');
  }
}
