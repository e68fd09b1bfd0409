import 'server-only';
import type { FileInfo } from '../../../domain/file-info.ts';
import type { Json } from '../../../domain/json.ts';
import { WireObject } from './wire.ts';

/** Maps a `file` object. Total and pure. */
export function fileToDomain(wire: Json, fileId: string): FileInfo {
  const file = new WireObject(wire);
  return {
    id: file.id('id') ?? fileId,
    name: file.text('filename', 'name'),
    bytes: file.number('bytes', 'size'),
    purpose: file.text('purpose'),
    createdAt: file.time('created_at'),
  };
}
