import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** `server-only` throws outside a server bundle; unit tests are the server. */
const alias = { 'server-only': resolve(import.meta.dirname, 'node_modules/server-only/empty.js') };

const ARCHIVE = 'lib/server/archive';

export default defineConfig({
  plugins: [react()],
  resolve: { alias },
  test: {
    // Two cores may be busy with other things; a test that hangs is still told from a slow one.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Both cores: by itself it leaves one of two idle.
    maxWorkers: '100%',
    // What passes only when it is tried again is named in the summary as flaky.
    retry: 2,
    // A test that keeps runs opens an archive of its own; none may find the one of the person who works here.
    env: { RUNLENS_ARCHIVE: 'off' },
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{lib,app,components,e2e}/**/*.test.ts'],
          exclude: [`${ARCHIVE}/**`],
        },
      },
      {
        test: {
          name: 'archive',
          environment: 'node',
          include: [`${ARCHIVE}/**/*.test.ts`],
          // The files share one database in memory for each worker: it takes seconds to start, and is emptied between tests.
          isolate: false,
        },
      },
      {
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['{lib,app,components}/**/*.test.tsx'],
          setupFiles: ['components/test-setup.ts'],
        },
      },
    ],
  },
});
