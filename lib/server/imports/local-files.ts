import 'server-only';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ImportFile, isIgnored } from './read-import.ts';
import { refuse } from './refused-error.ts';

/** A path that means standard input. */
const STANDARD_INPUT = '-';

/**
 * Files named on a command line, folders with everything in them, in the order of their names; links inside folders are not
 * followed. What cannot be read is refused when it is, so that the others go on.
 */
export async function* localFiles(
  paths: readonly string[],
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<ImportFile> {
  for (const path of paths) {
    if (path === STANDARD_INPUT) yield { name: 'standard input', chunks: input };
    else yield* filesAt(path, basename(path) || path);
  }
}

/** Bytes of all of them; null where that cannot be said beforehand. */
export async function sizeOf(paths: readonly string[]): Promise<number | null> {
  let sum = 0;
  for (const path of paths) {
    if (path === STANDARD_INPUT) return null;
    for await (const { path: file } of walk(path, '')) sum += (await stat(file).catch(() => null))?.size ?? 0;
  }
  return sum;
}

async function* filesAt(path: string, name: string): AsyncGenerator<ImportFile> {
  let found = false;
  for await (const file of walk(path, name)) {
    found = true;
    yield { name: file.name, chunks: readable(file.path), tail: (most) => tailOf(file.path, most) };
  }
  if (!found) yield { name, chunks: empty() };
}

/** The file itself, or every file below a folder. */
async function* walk(path: string, name: string): AsyncGenerator<{ path: string; name: string }> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
  if (!isFolder) return yield { path, name };
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = { path: join(path, entry.name), name: `${name}/${entry.name}` };
    if (entry.isDirectory()) yield* walk(inner.path, inner.name);
    else if (entry.isFile() && !isIgnored(inner.name)) yield inner;
  }
}

async function* readable(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
  } catch (error) {
    refuse(
      '',
      `It cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'}).`,
    );
  }
}

/** The last bytes of a file; none where they cannot be read, which reading it tells. */
async function tailOf(path: string, most: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    const file = await open(path);
    try {
      const room = Buffer.alloc(Math.min(size, most));
      const { bytesRead } = await file.read(room, 0, room.length, size - room.length);
      return room.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return new Uint8Array();
  }
}

async function* empty(): AsyncGenerator<Uint8Array> {}
