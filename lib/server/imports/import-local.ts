import 'server-only';
import { randomUUID } from 'node:crypto';
import { fail } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import type { ImportProgress, ImportReport } from '../../domain/import.ts';
import { auditEntry } from '../archive/audit.ts';
import { closeArchive, openArchive } from '../archive/open-archive.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { IMPORT_SOURCE } from './import-source.ts';
import { importSubject } from './import-subject.ts';
import { localFiles, sizeOf } from './local-files.ts';
import { runImport } from './run-import.ts';

/** Entries and bytes of a zip that somebody gave us by hand are not bounded as those of a stranger; bombs still are. */
const LIMITS = { ...IMPORT_LIMITS, files: 10_000_000, entries: 10_000_000, unpacked: Number.MAX_SAFE_INTEGER };

/**
 * Imports files of this machine, in this process, into the archive that the environment names. `archive_off` where there is
 * none, `invalid_id` for a source that cannot be one; else as `runImport`.
 */
export async function importLocal(
  {
    paths,
    source = IMPORT_SOURCE,
    input,
  }: { paths: readonly string[]; source?: string | undefined; input: AsyncIterable<Uint8Array> },
  signal: AbortSignal,
  tell: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  if (!isId(source)) fail('invalid_id', 'The source is an id: letters, digits, _ and -, at most 128.');
  const archive = (await openArchive()) ?? fail('archive_off', 'The archive is switched off (RUNLENS_ARCHIVE=off).');
  try {
    const order = { id: `imp_${randomUUID().replaceAll('-', '')}`, source, limits: LIMITS };
    const files = localFiles(paths, input);
    const report = await runImport(archive, { ...order, files, totalBytes: await sizeOf(paths) }, signal, tell);
    await archive.addAudit(
      auditEntry({ who: 'command line', action: 'imported', ...importSubject(order.id, source, report) }),
    );
    return report;
  } finally {
    await closeArchive();
  }
}
