import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { processState } from '../process-state.ts';

/** What is over is listed for so long, without its content (ms). */
const LISTED = 30 * 86_400_000;
const EVERY = 3_600_000;
const TURN = 600_000;
const AFTER_START = 20_000;

/** Forgets the content of links that are over, soon after the start and then once an hour, once for the process. */
export function startShareSweep(): void {
  processState('share-sweep', () => {
    const next = (wait: number) => {
      setTimeout(() => void sweepShares().finally(() => next(EVERY)), wait).unref();
    };
    next(AFTER_START);
    return true;
  });
}

/** Forgets what is over now. What the archive refuses is tried again later. */
export async function sweepShares(now = Date.now()): Promise<void> {
  try {
    const archive = await theArchive();
    if (!archive || !(await archive.takeTurn('shares', TURN))) return;
    try {
      await archive.sweepShares(now, now - LISTED);
    } finally {
      await archive.endTurn('shares');
    }
  } catch (error) {
    process.emitWarning(
      `Old links were not forgotten: ${isFailure(error) ? error.failure.message : 'unexpected error'}`,
    );
  }
}
