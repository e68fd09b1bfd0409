import 'server-only';
import type { Archive } from '../archive/archive.ts';

/** What this process remembers in; null where it is switched off or cannot be opened. Opened by the first who asks. */
export async function theArchive(): Promise<Archive | null> {
  return null;
}
