import 'server-only';
import { closeArchive } from '../archive/open-archive.ts';
import { onEnd } from '../ending/ending.ts';
import { closeKeepThread } from './keep-large.ts';
import { stopRecorder } from './recorder.ts';

/** Has `first` done, what is being kept finished, and the archive closed, when the process is told to end. */
export function closeOnExit(first: () => Promise<unknown>): void {
  onEnd('stores', 'The archive', async () => {
    await first();
    await stopRecorder();
    await closeKeepThread();
    await closeArchive();
  });
}
