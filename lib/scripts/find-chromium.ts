import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { projectFolder } from './run-program.ts';
import { namedChromium, toolEnvironment } from './tool-environment.ts';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Path of a Chromium to test with: the one named by `PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH`, a system browser, the runner's
 * own download, or on Linux x64 the one that `npm ci` brought packed. Throws a sentence saying what to install otherwise.
 * Called once before the runner starts: its workers would race for the first unpacking.
 */
export async function findChromium(): Promise<string> {
  const named = namedChromium();
  if (named !== null && !existsSync(named)) {
    throw new Error(`PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH names ${named}, where no file is.`);
  }
  const found = [named, ...SYSTEM, chromium.executablePath()].find((path) => path && existsSync(path));
  if (found) return found;
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium();
  throw new Error('No Chromium was found: install one, or run "npx playwright install chromium".');
}

/** Unpacks beside its place and moves it there whole, so that a broken-off unpacking is never taken for a browser. */
async function unpackedChromium(): Promise<string> {
  const modules = join(projectFolder, 'node_modules');
  const packed = await readFile(join(modules, '@sparticuz', 'chromium', 'package.json'), 'utf8');
  const { version } = JSON.parse(packed) as { version: string };
  const folder = join(modules, '.cache', `chromium-${version}`);
  const executable = join(folder, 'chromium');
  if (existsSync(executable)) return executable;
  await mkdir(join(modules, '.cache'), { recursive: true });
  const staging = await mkdtemp(`${folder}-`);
  const unpack = `await (await import('@sparticuz/chromium')).default.executablePath()`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: projectFolder,
    env: toolEnvironment({ TMPDIR: staging }),
  });
  await rename(staging, folder).catch(() => rm(staging, { recursive: true, force: true }));
  return executable;
}
