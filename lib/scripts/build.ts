import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { sourceHash, writeStamp } from './build-stamp.ts';
import { installed, projectFolder, runProgram } from './run-program.ts';

const standalone = join(projectFolder, '.next', 'standalone');
/** Programs and threads of the built server, bundled so that it needs nothing of the project beside it. */
const ENTRIES = {
  start: 'lib/scripts/start.ts',
  import: 'lib/scripts/import.ts',
  reindex: 'lib/scripts/reindex.ts',
  'hash-password': 'lib/scripts/hash-password.ts',
  backup: 'lib/scripts/backup.ts',
  restore: 'lib/scripts/restore.ts',
  doctor: 'lib/scripts/doctor.ts',
  'archive-worker': 'lib/server/archive/archive-worker.ts',
  'import-worker': 'lib/server/imports/import-worker.ts',
  'search-worker': 'lib/server/search/search-worker.ts',
  'keep-worker': 'lib/server/archiving/keep-worker.ts',
  'reindex-worker': 'lib/server/archiving/reindex-worker.ts',
  'redact-worker': 'lib/server/redaction/redact-worker.ts',
};
/** What of the database's package the built server needs; only a thread loads it, so the framework may not see it. */
const DATABASE = 'node_modules/better-sqlite3';
const DATABASE_PARTS = ['package.json', 'LICENSE', 'lib', 'prebuilds'];

/** Bundles command-line entries beside the generated server. `server-only` is empty under the `react-server` condition. */
async function bundleEntries(): Promise<void> {
  const bundle = await rolldown({
    input: ENTRIES,
    cwd: projectFolder,
    platform: 'node',
    external: ['better-sqlite3'],
    resolve: { conditionNames: ['react-server', 'node', 'import', 'default'] },
  });
  await bundle.write({
    dir: standalone,
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
  await rm(standalone, { recursive: true, force: true });
  const code = await runProgram(installed('next'), ['build'], { NEXT_TELEMETRY_DISABLED: '1' });
  if (code !== 0) return code;
  for (const folder of ['.next/static', 'public']) {
    const from = join(projectFolder, folder);
    if (existsSync(from)) await cp(from, join(standalone, folder), { recursive: true });
  }
  for (const part of DATABASE_PARTS) {
    await cp(join(projectFolder, DATABASE, part), join(standalone, DATABASE, part), { recursive: true });
  }
  await bundleEntries();
  await writeStamp(hash);
  return 0;
}

process.exitCode = await build();
