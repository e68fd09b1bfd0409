import { examine } from '../server/operations/doctor.ts';
import { configurationOrExit } from './configuration.ts';
import { orExplain } from './explain.ts';

const MARKS = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' };

/** `npm run doctor`: one line for everything that was looked at; status 1 when something is wrong. */
async function main(): Promise<number> {
  configurationOrExit();
  let wrong = 0;
  for await (const { level, text } of examine()) {
    console.log(`${MARKS[level]} ${text}`);
    if (level === 'wrong') wrong++;
  }
  console.log(wrong === 0 ? 'Nothing is wrong.' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`);
  return wrong === 0 ? 0 : 1;
}

process.exit(await orExplain(main));
