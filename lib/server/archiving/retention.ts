import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { processState } from '../process-state.ts';
import { theArchive } from './the-archive.ts';

const DAY = 86_400_000;
const EVERY = 3_600_000;
/** Servers that share an archive clean up in turn; one that breaks down meanwhile loses its turn after this, ms. */
const TURN = 600_000;
/** The server answers first. */
const AFTER_START = 5000;

const state = () => processState('retention', () => ({ timer: null as NodeJS.Timeout | null }));

/** Deletes runs older than so many days soon after the start, and then once an hour, once for the process. */
export function startRetention(days: number): void {
  const known = state();
  if (known.timer) return;
  const next = (wait: number) => {
    known.timer = setTimeout(() => {
      void applyRetention(days, Date.now()).finally(() => {
        if (known.timer) next(EVERY);
      });
    }, wait).unref();
  };
  next(AFTER_START);
}

/** Ends what `startRetention` began. */
export function stopRetention(): void {
  clearTimeout(state().timer ?? undefined);
  state().timer = null;
}

/** The instant before which runs are not kept by the way, ms since 1970; null where they are kept for ever. */
export function oldestKept(days: number | null, now: number): number | null {
  return days === null ? null : now - days * DAY;
}

/** Deletes runs that ended more than so many days before `now`; gives how many. What the archive refuses is tried again later. */
export async function applyRetention(days: number, now: number): Promise<number> {
  try {
    const archive = await theArchive();
    if (!archive || !(await archive.takeTurn('retention', TURN))) return 0;
    try {
      return await archive.deleteBefore(now - days * DAY);
    } finally {
      await archive.endTurn('retention');
    }
  } catch (error) {
    process.emitWarning(`Old runs were not deleted: ${isFailure(error) ? error.failure.message : 'unexpected error'}`);
    return 0;
  }
}
