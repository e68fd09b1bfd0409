import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { takeAnswerHeaders } from './answer-headers.ts';
import { sourceHash, writeStamp } from './build-stamp.ts';
import { installed, projectFolder, runProgram } from './run-program.ts';
import { packFiles } from './static-files.ts';
import { isForFunctions } from './tool-environment.ts';

/** Threads of functions: next.config.mjs hands them on with every route, so they must be there before the framework builds. */
const threads = join(projectFolder, '.threads');
const standalone = join(projectFolder, '.next', 'standalone');
const THREADS = {
  'archive-worker': 'lib/server/archive/archive-worker.ts',
  'import-worker': 'lib/server/imports/import-worker.ts',
  'search-worker': 'lib/server/search/search-worker.ts',
  'keep-worker': 'lib/server/archiving/keep-worker.ts',
  'reindex-worker': 'lib/server/archiving/reindex-worker.ts',
  'redact-worker': 'lib/server/redaction/redact-worker.ts',
};
/** Programs and threads of the built server, bundled so that it needs nothing of the project beside it. */
const ENTRIES = {
  start: 'lib/scripts/start.ts',
  import: 'lib/scripts/import.ts',
  reindex: 'lib/scripts/reindex.ts',
  'hash-password': 'lib/scripts/hash-password.ts',
  backup: 'lib/scripts/backup.ts',
  restore: 'lib/scripts/restore.ts',
  doctor: 'lib/scripts/doctor.ts',
  ...THREADS,
};
/** What of the database's package the built server needs; only a thread loads it, so the framework may not see it. */
const DATABASE = 'node_modules/better-sqlite3';
const DATABASE_PARTS = ['package.json', 'LICENSE', 'lib', 'prebuilds'];

/**
 * Bundles entries into a folder. `server-only` is empty under the `react-server` condition. `import` and `require` are not
 * named: each call adds its own, and what a CommonJS package requires must not be given to it as a module.
 */
async function bundleEntries(entries: Record<string, string>, folder: string): Promise<void> {
  const bundle = await rolldown({
    input: entries,
    cwd: projectFolder,
    platform: 'node',
    external: ['better-sqlite3'],
    resolve: { conditionNames: ['react-server', 'node', 'default'] },
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'scripts/[name]-[hash].mjs',
  });
  await bundle.close();
}

/**
 * Builds the server into `.next/standalone`, complete: the framework leaves out the static files and `public`. Gives the
 * exit code of the framework's build. The stamp is written last, so that a build that broke off is never taken for one.
 */
async function build(): Promise<number> {
  const hash = await sourceHash();
  for (const folder of [standalone, threads]) await rm(folder, { recursive: true, force: true });
  if (isForFunctions()) await bundleEntries(THREADS, threads);
  const code = await runProgram(installed('next'), ['build'], { NEXT_TELEMETRY_DISABLED: '1' });
  if (code !== 0) return code;
  for (const folder of ['.next/static', 'public']) {
    const from = join(projectFolder, folder);
    if (existsSync(from)) await cp(from, join(standalone, folder), { recursive: true });
  }
  await packFiles(standalone);
  await takeAnswerHeaders(standalone);
  for (const part of DATABASE_PARTS) {
    await cp(join(projectFolder, DATABASE, part), join(standalone, DATABASE, part), { recursive: true });
  }
  await bundleEntries(ENTRIES, standalone);
  await writeStamp(hash);
  return 0;
}

process.exitCode = await build();
