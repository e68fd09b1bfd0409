import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importLocal } from '../server/imports/import-local.ts';
import { importLine, reportLines } from '../server/imports/report-text.ts';
import { configurationOfToolOrExit } from './configuration.ts';
import { endWithStatus } from './end-with-status.ts';
import { callFolder } from './tool-environment.ts';

const USAGE = `Usage: npm run import -- [--source ID] FILE…

Files, folders and zips of runs, steps, messages and threads as JSON, lines of JSON, captured
event streams, recorded exchanges or Runlens exports; - reads standard input.`;

/** `npm run import`: progress on standard error, the report on standard output; status 1 when nothing was understood. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { source: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help || positionals.length === 0) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  configurationOfToolOrExit();
  const given = new AbortController();
  process.once('SIGINT', () => given.abort()).once('SIGTERM', () => given.abort());
  const paths = positionals.map((path) => (path === '-' ? path : resolve(callFolder(), path)));
  const tty = process.stderr.isTTY;
  const report = await importLocal({ paths, source: values.source, input: process.stdin }, given.signal, (progress) => {
    process.stderr.write(tty ? `\r\u001b[K${importLine(progress)}` : `${importLine(progress)}\n`);
  });
  if (tty) process.stderr.write('\r\u001b[K');
  for (const line of reportLines(report)) console.log(line);
  return 0;
}

await endWithStatus(main);
