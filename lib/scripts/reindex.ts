import { parseArgs } from 'node:util';
import { reindexLocal } from '../server/archiving/reindex-local.ts';
import { configurationOfToolOrExit } from './configuration.ts';
import { endWithStatus } from './end-with-status.ts';

const USAGE = `Usage: npm run reindex

Makes what runs are listed, filtered and searched by anew from what is kept of them. One that was
broken off goes on where it stopped; a server that runs meanwhile may go on running.`;

/** `npm run reindex`: progress on standard error, the count on standard output; status 1 while a server does it. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    console.error(USAGE);
    return 0;
  }
  configurationOfToolOrExit();
  const given = new AbortController();
  process.once('SIGINT', () => given.abort()).once('SIGTERM', () => given.abort());
  const tty = process.stderr.isTTY;
  const done = await reindexLocal(given.signal, (count, all) => {
    const line = `${count} of ${all} runs`;
    if (tty) process.stderr.write(`\r\u001b[K${line}`);
    else if (count % 1000 === 0) process.stderr.write(`${line}\n`);
  });
  if (tty) process.stderr.write('\r\u001b[K');
  if (done === null) console.error('A server is re-indexing this archive already; it goes on by itself.');
  else console.log(done === 1 ? '1 run was indexed anew.' : `${done} runs were indexed anew.`);
  return done === null ? 1 : 0;
}

await endWithStatus(main);
