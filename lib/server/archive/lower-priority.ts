import 'server-only';
import { constants, setPriority } from 'node:os';

/**
 * Has this thread wait where the thread that answers requests wants the same processor. Linux alone gives every thread a
 * priority of its own; elsewhere this would slow down the whole process.
 */
export function lowerPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: it works without.
  }
}
