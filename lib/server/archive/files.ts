import 'server-only';
import { createHash } from 'node:crypto';
import type { FileCapture } from './archive.ts';
import { indexed } from './selection.ts';
import { first, type Sql } from './sql.ts';

/** Bytes are kept in parts of this size, so that reading them never holds more. */
const PART_BYTES = 1024 * 1024;

interface KeptBytes {
  body: ReadableStream<Uint8Array>;
  bytes: number;
}

/** Keeps the bytes of a file in the caller's transaction; equal bytes are there once. */
export async function keepFile(sql: Sql, { source, fileId, bytes }: FileCapture): Promise<void> {
  const place = [indexed(source), indexed(fileId)];
  const old = await first<{ hash: string }>(sql, 'SELECT hash FROM files WHERE source = ? AND file_id = ?', place);
  const hash = await keepBytes(sql, bytes);
  await sql.run(
    `INSERT INTO files (source, file_id, hash) VALUES (?, ?, ?)
      ON CONFLICT (source, file_id) DO UPDATE SET hash = excluded.hash`,
    [...place, hash],
  );
  if (old && old.hash !== hash) await dropUnused(sql, [old.hash]);
}

/** Keeps bytes in the caller's transaction, where whoever uses them is written down as well; gives their hash. */
export async function keepBytes(sql: Sql, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const added = await sql.run('INSERT INTO blobs (hash, size) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING', [
    hash,
    bytes.length,
  ]);
  for (let part = 0; added > 0 && part * PART_BYTES < bytes.length; part++) {
    const some = bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    await sql.run('INSERT INTO blob_parts (hash, part, bytes) VALUES (?, ?, ?)', [hash, part, some]);
  }
  return hash;
}

/** Writes down which files belong to a run, in place of those that did. `source` and `key` as they are indexed. */
export async function linkFiles(sql: Sql, source: string, key: string, files: readonly string[]): Promise<void> {
  await sql.run('DELETE FROM file_runs WHERE source = ? AND key = ?', [source, key]);
  const rows = [...new Set(files)].map((file) => [source, indexed(file), key]);
  if (rows.length > 0)
    await sql.insertRows('INSERT INTO file_runs (source, file_id, key)', ['text', 'text', 'text'], rows);
}

/** Takes the files of a run away, what was said of them and their bytes, except those that another run has too. */
export async function removeFilesOfRun(sql: Sql, source: string, key: string): Promise<void> {
  const own = await sql.all<{ file_id: string }>('SELECT file_id FROM file_runs WHERE source = ? AND key = ?', [
    source,
    key,
  ]);
  await sql.run('DELETE FROM file_runs WHERE source = ? AND key = ?', [source, key]);
  for (const { file_id: file } of own) {
    const place = [source, file];
    if (await first(sql, 'SELECT 1 AS used FROM file_runs WHERE source = ? AND file_id = ?', place)) continue;
    const kept = await first<{ hash: string }>(sql, 'SELECT hash FROM files WHERE source = ? AND file_id = ?', place);
    await sql.run("DELETE FROM objects WHERE source = ? AND kind = 'file' AND id = ?", place);
    await sql.run('DELETE FROM files WHERE source = ? AND file_id = ?', place);
    if (kept) await dropUnused(sql, [kept.hash]);
  }
}

/** Deletes the files of a source, and bytes that no other file or share has. */
export async function removeFilesOfSource(sql: Sql, source: string): Promise<void> {
  const hashes = await sql.all<{ hash: string }>('SELECT DISTINCT hash FROM files WHERE source = ?', [source]);
  await sql.run('DELETE FROM file_runs WHERE source = ?', [source]);
  await sql.run('DELETE FROM files WHERE source = ?', [source]);
  await dropUnused(
    sql,
    hashes.map(({ hash }) => hash),
  );
}

/** Forgets bytes that no file and no snapshot has any more. */
export async function dropUnused(sql: Sql, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) {
    if (await first(sql, 'SELECT 1 AS used FROM share_files WHERE hash = ?', [hash])) continue;
    if (await first(sql, 'SELECT 1 AS used FROM files WHERE hash = ?', [hash])) continue;
    await sql.run('DELETE FROM blob_parts WHERE hash = ?', [hash]);
    await sql.run('DELETE FROM blobs WHERE hash = ?', [hash]);
  }
}

/** A stream of the bytes of a file; null where they were not kept. */
export async function readFile(sql: Sql, source: string, fileId: string): Promise<KeptBytes | null> {
  const found = await first<{ hash: string }>(sql, 'SELECT hash FROM files WHERE source = ? AND file_id = ?', [
    indexed(source),
    indexed(fileId),
  ]);
  return found ? readBytes(sql, found.hash) : null;
}

/** A stream of bytes by their hash, part by part as they are read. */
export async function readBytes(sql: Sql, hash: string): Promise<KeptBytes | null> {
  const found = await first<{ size: number }>(sql, 'SELECT size FROM blobs WHERE hash = ?', [hash]);
  if (!found) return null;
  let part = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await first<{ bytes: Uint8Array }>(sql, 'SELECT bytes FROM blob_parts WHERE hash = ? AND part = ?', [
        hash,
        part++,
      ]);
      if (next) controller.enqueue(new Uint8Array(next.bytes));
      else controller.close();
    },
  });
  return { body, bytes: found.size };
}
