import { formatCountOf } from '../../ui/format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a link can be read (ms) in whole units, rounded up, so that nothing ends before it says so: `7 days`. */
export function lifeWords(length: number): string {
  const [unit, name] = length > 2 * DAY ? [DAY, 'day'] : length > 2 * HOUR ? [HOUR, 'hour'] : [MINUTE, 'minute'];
  return formatCountOf(Math.ceil(length / unit), name);
}
