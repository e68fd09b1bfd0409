import 'server-only';
import type { Archive } from '../archive/archive.ts';
import { memoryAudit } from '../archive/memory-audit.ts';
import { memoryRecords } from '../archive/memory-records.ts';
import { openArchive } from '../archive/open-archive.ts';
import { processState } from '../process-state.ts';

type AccessRecords = Pick<
  Archive,
  'putRecord' | 'agreeOnRecord' | 'getRecord' | 'listRecords' | 'deleteRecord' | 'addAudit' | 'listAudit' | 'pruneAudit'
>;

/** Where sessions, tokens and the audit trail are kept: the archive, or without one this process, as long as it lives. */
export async function accessRecords(): Promise<AccessRecords> {
  const inMemory = () => processState('memory-records', () => ({ ...memoryRecords(), ...memoryAudit() }));
  return (await openArchive()) ?? inMemory();
}
