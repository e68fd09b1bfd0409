import { endWithParent } from './end-with-parent.ts';
import { findChromium } from './find-chromium.ts';
import { installed, runProgram } from './run-program.ts';

/** Runs an installed program with the arguments given, and tells it by the environment where a Chromium is. */
endWithParent();
const [program = 'playwright', ...args] = process.argv.slice(2);
process.exitCode = await runProgram(program === 'node' ? process.execPath : installed(program), args, {
  PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH: await findChromium(),
});
