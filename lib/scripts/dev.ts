import { configurationOrExit } from './configuration.ts';
import { endWithParent } from './end-with-parent.ts';
import { installed, runProgram } from './run-program.ts';

/** `npm run dev`: the framework's development server on this machine only, after the same checks as `npm start`. */
endWithParent();
const { port } = configurationOrExit();
process.exitCode = await runProgram(installed('next'), ['dev', '--hostname', '127.0.0.1', '--port', String(port)], {
  NEXT_TELEMETRY_DISABLED: '1',
});
