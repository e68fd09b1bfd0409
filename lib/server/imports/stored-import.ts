import 'server-only';
import type { ImportProgress, ImportReport } from '../../domain/import.ts';
import type { Archive } from '../archive/archive.ts';
import { type StoredUpload, uploadedFiles } from './receive-upload.ts';
import { runImport } from './run-import.ts';

/** An import whose files wait on our own disk; plain data, so that a thread can be given it. */
export interface StoredImport {
  id: string;
  source: string;
  upload: StoredUpload;
}

/** Reads and keeps it; see `runImport`. */
export function runStoredImport(
  archive: Archive,
  { id, source, upload }: StoredImport,
  signal: AbortSignal,
  tell: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const totalBytes = upload.parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return runImport(archive, { id, source, files: uploadedFiles(upload), totalBytes }, signal, tell);
}
