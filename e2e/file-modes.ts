import { chmod, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives or takes everybody's right to write, for a folder and all inside it. */
export async function setWritable(path: string, writable: boolean): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  const mode = found.mode & 0o777;
  if (writable) await chmod(path, mode | 0o200);
  if (found.isDirectory())
    await Promise.all((await readdir(path)).map((name) => setWritable(join(path, name), writable)));
  if (!writable) await chmod(path, mode & ~0o222);
}
