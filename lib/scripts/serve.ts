import { pathToFileURL } from 'node:url';
import { isBuilt, startPath } from './build-stamp.ts';
import { endWithParent } from './end-with-parent.ts';
import { runProgram } from './run-program.ts';

/** `npm start`: builds when the sources have changed since the last build, then starts what was built in this process. */
async function serve(): Promise<void> {
  if (!(await isBuilt())) {
    const valid = await runProgram(process.execPath, ['--conditions=react-server', 'lib/scripts/check-environment.ts']);
    if (valid !== 0) process.exit(1);
    console.log('Building Runlens, which takes about half a minute and is not needed again until the sources change.');
    const built = await runProgram(process.execPath, ['lib/scripts/build.ts']);
    if (built !== 0) process.exit(1);
  }
  await import(pathToFileURL(startPath).href);
}

endWithParent();
await serve();
