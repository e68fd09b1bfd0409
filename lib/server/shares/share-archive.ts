import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { Archive } from '../archive/archive.ts';
import { theArchive } from '../archiving/the-archive.ts';

/** Where snapshots are kept. Throws `archive_off` where nothing is. */
export async function shareArchive(): Promise<Archive> {
  return (await theArchive()) ?? fail('archive_off', 'Share links need the archive, which is switched off here.');
}
