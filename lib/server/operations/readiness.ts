import 'server-only';
import { setTimeout } from 'node:timers/promises';
import { isFailure } from '../../domain/failure.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { isEnding } from '../ending/ending.ts';

/** Whether requests should be sent here, and why not. */
export type Readiness = { ready: true; archive: 'on' | 'off' } | { ready: false; reason: string; message: string };

const PATIENCE_MS = 3_000;

/** Why the archive cannot be used, for those who have not signed in: words of ours, nothing of the database's own. */
const REASONS: Record<string, string> = {
  archive_busy: 'The database of the archive cannot be reached, or another process holds it.',
  archive_full: 'The disk of the archive is full.',
  archive_damaged:
    'The database of the archive cannot be read, or its tables are of another version. The server log has the details.',
};

/** Opens the archive where it is not open yet, which brings its tables up to date, and asks it whether it is well. */
export async function readiness(patience = PATIENCE_MS): Promise<Readiness> {
  if (isEnding()) return { ready: false, reason: 'ending', message: 'This server is shutting down.' };
  const late = setTimeout(patience, 'late' as const, { ref: false });
  try {
    const archive = await Promise.race([checked(), late]);
    if (archive === 'late') {
      return { ready: false, reason: 'archive_busy', message: 'The database of the archive does not answer in time.' };
    }
    return { ready: true, archive };
  } catch (error) {
    const reason = isFailure(error) ? error.failure.code : 'archive_damaged';
    return { ready: false, reason, message: REASONS[reason] ?? 'The archive cannot be used.' };
  }
}

async function checked(): Promise<'on' | 'off'> {
  const archive = await theArchive();
  await archive?.check();
  return archive ? 'on' : 'off';
}
