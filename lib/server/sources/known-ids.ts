import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { KnownFilter, KnownId } from '../../domain/known-id.ts';
import type { Page } from '../../domain/page.ts';
import { theArchive } from '../archiving/the-archive.ts';

/**
 * The ids of a source that the archive knows, and where each came from; of a source that is not configured any more as well.
 * Throws `archive_off` where there is no archive, and what it throws.
 */
export async function listKnownIds(
  source: string,
  { kind, way, text }: KnownFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<KnownId>> {
  const archive = (await theArchive()) ?? fail('archive_off', 'The archive is switched off: ids are not remembered.');
  return archive.listKnown(source, { kind, way, text }, page);
}
