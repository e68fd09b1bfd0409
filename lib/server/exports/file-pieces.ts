import 'server-only';
import type { FileInfo } from '../../domain/file-info.ts';
import type { BundlePiece } from './bundle.ts';
import { type ExportState, type ObjectPiece, readPiece, tolerated } from './run-pieces.ts';

/** What the sources said of the files that were noted, by source and id. */
export type KnownFiles = ReadonlyMap<string, FileInfo>;

/** The records of all files that were noted, as their sources sent them. */
export async function* fileRecords(state: ExportState, signal: AbortSignal): AsyncGenerator<ObjectPiece, KnownFiles> {
  const known = new Map<string, FileInfo>();
  for (const [mark, { fileId, run, from }] of state.files) {
    const { reader, heard } = from;
    const info = await tolerated(reader.getFile(fileId, signal));
    if ('value' in info) known.set(mark, info.value);
    const about = { kind: 'file', id: fileId, threadId: null, runId: null, createdAt: null } as const;
    const asked = () => reader.getRawOf('file', fileId, signal);
    const piece = await readPiece(run, about, heard.take('file', fileId), asked, state);
    heard.forget();
    if (piece) yield piece;
  }
  return known;
}

/** The bytes of all files that were noted, as they arrive. One that breaks off is thrown. */
export async function* filePieces(
  state: ExportState,
  known: KnownFiles,
  signal: AbortSignal,
): AsyncGenerator<BundlePiece> {
  for (const [mark, { source, fileId, run, from }] of state.files) {
    const content = await tolerated(from.reader.getFileContent(fileId, signal));
    if ('value' in content) {
      const file = { source, fileId, name: known.get(mark)?.name ?? null, type: null };
      yield { file, bytes: content.value.body };
    } else {
      yield { missing: { ...run, kind: 'bytes', id: fileId, ...content.missing } };
    }
  }
}
