import 'server-only';
import type { Archive } from '../archive/archive.ts';
import { openArchive } from '../archive/open-archive.ts';

/**
 * What this process remembers in, opened by the first who asks; null where it is switched off. Rejects like `openArchive`
 * where it cannot be opened.
 */
export function theArchive(): Promise<Archive | null> {
  return openArchive();
}
