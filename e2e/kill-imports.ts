import { parseArgs } from 'node:util';
import { killRounds } from './kill-rounds.ts';

/**
 * `npm run bench:kill -- [--rounds N] [--latest MS]`: kills the built server during imports and says what was lost. On a
 * busy machine imports take longer: a later kill finds some acknowledged.
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '50' }, latest: { type: 'string', default: '5000' } },
});
const begun = performance.now();
const report = await killRounds(Number(values.rounds), (line) => console.log(line), Number(values.latest));
const { faults, ...figures } = report;
console.log(JSON.stringify({ ...figures, seconds: Math.round((performance.now() - begun) / 1000) }));
console.log(faults.length === 0 ? 'Nothing was lost.' : `${faults.length} faults:\n${faults.slice(0, 50).join('\n')}`);
process.exitCode = faults.length === 0 ? 0 : 1;
