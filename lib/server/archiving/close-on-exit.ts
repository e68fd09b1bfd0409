import 'server-only';
import { closeArchive } from '../archive/open-archive.ts';
import { stopRecorder } from './recorder.ts';

/** Has `first` done, what is being kept finished, and the archive closed, when the process is told to end. */
export function closeOnExit(first: () => Promise<unknown>): void {
  const close = () => void first().then(stopRecorder).then(closeArchive);
  process.once('SIGTERM', close).once('SIGINT', close);
}
