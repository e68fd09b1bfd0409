import 'server-only';
import { fail } from '../../domain/failure.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { findSource } from '../upstream/sources.ts';
import { forgetRun, forgetSource } from './known-runs.ts';
import { dropSummaries } from './run-summary-cache.ts';

/**
 * Deletes what is kept of a run; the source is not touched. Throws `not_found` where nothing was known of it, and what the
 * archive throws.
 */
export async function deleteRun(source: string, key: string): Promise<number> {
  const archive = await theArchive();
  const kept = (await archive?.deleteRun(source, key)) ?? false;
  const known = forgetRun(source, key);
  dropSummaries(source, key);
  if (!kept && !known) fail('not_found', 'Nothing is kept of this run.');
  return 1;
}

/** Deletes everything that is kept of a source; gives how many runs there were. Throws `not_found` for one without any. */
export async function deleteSourceRuns(source: string): Promise<number> {
  const archive = await theArchive();
  const kept = (await archive?.deleteSource(source)) ?? 0;
  const known = forgetSource(source);
  dropSummaries(source);
  if (kept === 0 && known === 0 && findSource(source) === null) fail('not_found', 'Nothing is kept of such a source.');
  return Math.max(kept, archive ? 0 : known);
}
