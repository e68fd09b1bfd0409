import 'server-only';
import type { Archive } from '../archive/archive.ts';
import { memoryRecords } from '../archive/memory-records.ts';
import { openArchive } from '../archive/open-archive.ts';
import { processState } from '../process-state.ts';

type AccessRecords = Pick<Archive, 'putRecord' | 'agreeOnRecord' | 'getRecord' | 'listRecords' | 'deleteRecord'>;

/** Where sessions, tokens and the audit trail are kept: the archive, or without one this process, as long as it lives. */
export async function accessRecords(): Promise<AccessRecords> {
  return (await openArchive()) ?? processState('memory-records', memoryRecords);
}
