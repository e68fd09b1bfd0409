import 'server-only';
import { processState } from '../process-state.ts';
import { theArchive } from './the-archive.ts';

/** The server answers first, ms. */
const AFTER_START = 3_000;

/** Has what counts and filters need of the archive read soon after the start, once for the process. Never fails. */
export function warmArchive(): void {
  processState('archive-warmed', () => {
    setTimeout(() => {
      theArchive()
        .then((archive) => archive?.warm())
        // Whoever asks for something is told what is wrong.
        .catch(() => undefined);
    }, AFTER_START).unref();
    return true;
  });
}
