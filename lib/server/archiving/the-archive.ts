import 'server-only';
import type { Archive } from '../archive/archive.ts';
import { openArchive } from '../archive/open-archive.ts';

/** What this process remembers in; null where it is switched off. Opened by the first who asks; rejects where it cannot be. */
export function theArchive(): Promise<Archive | null> {
  return openArchive();
}
