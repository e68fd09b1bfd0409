import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restore } from '../server/operations/backup.ts';
import { configurationOfToolOrExit } from './configuration.ts';
import { orExplain } from './explain.ts';
import { fromStandardInput } from './piped-file.ts';
import { callFolder } from './tool-environment.ts';

const USAGE = `Usage: npm run restore -- [--replace] FILE

Puts what npm run backup wrote in the place of the archive that RUNLENS_DATA_DIR or DATABASE_URL names.
Stop every server first. --replace: also where there are runs already. - reads standard input.`;

/** `npm run restore`: says on standard output what is there now, and where what was there before is kept. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  const [file, ...more] = positionals;
  if (values.help || file === undefined || more.length > 0) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  configurationOfToolOrExit();
  const put = (path: string) => restore(path, values.replace);
  const { runs, kept } = await (file === '-' ? fromStandardInput(put) : put(resolve(callFolder(), file)));
  console.log(
    `${runs} ${runs === 1 ? 'run' : 'runs'} restored.${kept === null ? '' : ` What was there is in ${kept}.`}`,
  );
  return 0;
}

process.exitCode = await orExplain(main);
