import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp, backupEnding } from '../server/operations/backup.ts';
import { configurationOfToolOrExit } from './configuration.ts';
import { megabytes, orExplain } from './explain.ts';
import { toStandardOutput } from './piped-file.ts';
import { callFolder } from './tool-environment.ts';

const USAGE = `Usage: npm run backup -- [FILE]

Writes the archive that RUNLENS_DATA_DIR or DATABASE_URL names into FILE (runlens-<time> unless named),
while servers go on. The file appears when it is whole; - writes to standard output.`;

/** `npm run backup`: says on standard output what was written and where; on standard error when the backup goes there. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help || positionals.length > 1) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  configurationOfToolOrExit();
  if (positionals[0] === '-') {
    if (process.stdout.isTTY) return refuseTerminal();
    const { runs, bytes } = await toStandardOutput(backUp);
    console.error(`${counted(runs)}, ${megabytes(bytes)}`);
    return 0;
  }
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const file = resolve(callFolder(), positionals[0] ?? `runlens-${time}.${backupEnding()}`);
  const { runs, bytes } = await backUp(file);
  console.log(`${counted(runs)}, ${megabytes(bytes)}, in ${file}`);
  return 0;
}

const counted = (runs: number) => (runs === 1 ? '1 run' : `${runs} runs`);

function refuseTerminal(): number {
  console.error('A terminal cannot show a backup. Write it into a file: backup - > FILE');
  return 2;
}

process.exitCode = await orExplain(main);
