import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { isTerminal } from '../../domain/run.ts';
import type { Archive, RunOrigin } from '../archive/archive.ts';
import type { Source } from '../upstream/sources.ts';
import { collectFiles } from './collect-files.ts';
import { collectRun } from './collect-run.ts';
import { indexRun } from './index-run.ts';
import { withWords } from './object-words.ts';
import { isLarge, keepLarge } from './keep-large.ts';

/** What came of keeping a run, `partial` where it has ended; `retryAfter` in seconds where the source said it. */
export type KeepResult =
  | { state: 'whole' | 'partial' | 'ongoing' | 'gone' }
  /** Not everything could be had now; asking again later may help. `long` where that is because somebody waits for it. */
  | { state: 'later'; retryAfter: number | null; long?: boolean };

/**
 * Collects everything of a run and keeps it: run, steps, messages, question, thread, assistant, and bytes of its files. A
 * run that goes on is kept as it is, not whole; one that the source does not have any more is marked so. Failures of the
 * source give `later`; failures of the archive are thrown. With
 * `fresh` nothing is taken from answers got before, and a run that needs more than one turn of pages gives `later`.
 */
export async function keepRun(
  archive: Archive,
  source: Source,
  key: string,
  origin: RunOrigin,
  signal: AbortSignal,
  fresh = false,
): Promise<KeepResult> {
  const capturedAt = Date.now();
  const collected = await collectRun(source, key, signal, fresh).catch((error: unknown) => {
    if (isFailure(error)) return error.failure;
    throw error;
  });
  if ('code' in collected) {
    const { code, retryAfter = null } = collected;
    if (code !== 'not_found')
      return { state: 'later', retryAfter, ...(fresh && code === 'overloaded' && { long: true }) };
    await archive.markGone(source.id, key, capturedAt);
    return { state: 'gone' };
  }
  const { run, steps, messages, question, objects, around, complete } = collected;
  const files = isTerminal(run) ? await collectFiles(archive, collected, signal) : { names: [], complete: false };
  const beside = [...around, ...collected.described()];
  if (beside.length > 0) await archive.keepObjects(source.id, await withWords(source.id, beside), origin);
  const whole = complete && files.complete;
  if (isLarge(objects)) {
    const { assistantName } = run;
    const stepsRead = steps && collected.stepsRead;
    const about = { source: source.id, key, assistantName, fileNames: files.names, stepsRead };
    await keepLarge(archive, { ...about, origin, whole, capturedAt }, objects);
  } else {
    const read = steps && { items: steps, complete: collected.stepsRead };
    const index = indexRun({ run, steps: read, messages, question, fileNames: files.names }, capturedAt);
    await archive.keepRuns([{ index, origin, objects, whole, capturedAt }]);
  }
  if (!isTerminal(run)) return { state: 'ongoing' };
  if (whole) return { state: 'whole' };
  return complete ? { state: 'later', retryAfter: null } : { state: 'partial' };
}
