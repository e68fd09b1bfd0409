import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Runs a work on a path in a folder that nobody else may read, which is gone afterwards. */
async function onPassingFile<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'runlens-backup-'));
  try {
    return await work(join(folder, 'backup'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Has a work write a file, then writes that file to standard output: nothing comes out of a work that fails. */
export function toStandardOutput<T>(work: (path: string) => Promise<T>): Promise<T> {
  return onPassingFile(async (path) => {
    const done = await work(path);
    await pipeline(createReadStream(path), process.stdout);
    return done;
  });
}

/** Has a work read what came by standard input from a file: it is there as a whole or the work is not begun. */
export function fromStandardInput<T>(work: (path: string) => Promise<T>): Promise<T> {
  return onPassingFile(async (path) => {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
    return work(path);
  });
}
