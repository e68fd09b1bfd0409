import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { projectFolder } from './run-program.ts';

const SOURCES = [
  '{app,components,lib,public}/**/*',
  '*.{ts,mjs}',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const NOT_BUILT = /\.test\.tsx?$|^vitest\.config|^next-env/;

const stampPath = join(projectFolder, '.next', 'built-from');
/** What starts the built server. */
export const startPath = join(projectFolder, '.next', 'standalone', 'start.mjs');

/** A hash over the names and bytes of everything that the build reads; tests are left out. */
export async function sourceHash(folder = projectFolder): Promise<string> {
  const paths: string[] = [];
  for await (const entry of glob(SOURCES, { cwd: folder, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    if (entry.isFile() && !NOT_BUILT.test(path)) paths.push(path);
  }
  const hash = createHash('sha256');
  const files = paths.sort().map(async (path) => ({ path, bytes: await readFile(join(folder, path)) }));
  for (const { path, bytes } of await Promise.all(files)) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

/** Whether what lies in `.next` was built from the sources as they are now. */
export async function isBuilt(): Promise<boolean> {
  if (!existsSync(startPath) || !existsSync(stampPath)) return false;
  return (await readFile(stampPath, 'utf8')) === (await sourceHash());
}

/** Notes what was built; the last thing a build does. */
export async function writeStamp(hash: string): Promise<void> {
  await writeFile(stampPath, hash);
}
