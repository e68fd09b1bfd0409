/** What the browser tests learn from outside; the only file of theirs that reads the environment. */

/** Chromium found before the runner started; undefined lets the runner use its own. */
export const chromiumPath = process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH || undefined;

/** Folder of recorded exchanges, null where none was named. Relative to the folder that npm was called in. */
export const recordings = process.env.RUNLENS_RECORDINGS || null;

/** A PostgreSQL server for tests, null where none was named. */
export const testDatabase = process.env.TEST_DATABASE_URL || null;

/** The servers that `global-setup.ts` started, for every worker. */
export interface Ground {
  /** Origin of the built app. */
  app: string;
  /** Origin of the upstream. */
  upstream: string;
  /** Keys of the sources; none of them may reach a browser. */
  keys: string[];
}

const GROUND = 'RUNLENS_E2E_GROUND';

export function layGround(laid: Ground): void {
  process.env[GROUND] = JSON.stringify(laid);
}

export function ground(): Ground {
  const text = process.env[GROUND];
  if (!text) throw new Error('The servers of the browser tests are not running: start them by npm run test:e2e.');
  return JSON.parse(text) as Ground;
}

/** The least that a started program needs; nothing of the person's own configuration gets into a test. */
export function cleanEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), NODE_ENV: 'production', ...extra };
}
