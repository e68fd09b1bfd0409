import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { archiveFinder } from './archive-finder.ts';
import { memoryFinder } from './memory-finder.ts';
import type { RunFinder } from './run-finder.ts';

/** Over the archive; where there is none, or it cannot be opened, over what this process has met. */
export async function theFinder(): Promise<RunFinder> {
  const archive = await theArchive().catch((error: unknown) => {
    if (isFailure(error)) return null;
    throw error;
  });
  return archive ? archiveFinder(archive) : memoryFinder();
}
