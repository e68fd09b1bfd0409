import 'server-only';
import { closeArchive } from '../archive/open-archive.ts';
import { stopRecorder } from './recorder.ts';

/** Has what is being kept finished, and the archive closed, when the process is told to end. */
export function closeOnExit(): void {
  const close = () => void stopRecorder().then(closeArchive);
  process.once('SIGTERM', close).once('SIGINT', close);
}
