import type { Chance } from './random.ts';

const CODES = ['rate_limit_exceeded', 'server_error', 'invalid_prompt', 'tool_failed', 'timeout', 'content_filter'];
const WHAT = [
  'The index',
  'The calendar',
  'The ledger',
  'The warehouse',
  'The mail server',
  'The price list',
  'A page',
];
const WHY = [
  'answered too late',
  'refused the call',
  'has no such row',
  'was locked',
  'sent broken JSON',
  'is too large',
];
/** Kinds of failures: few of them are frequent. */
const KINDS = WHAT.length * WHY.length;

/** An error of one of 42 kinds, with numbers of its own. */
export function madeFailure(chance: Chance): { code: string; message: string } {
  const kind = Math.floor(KINDS ** chance.next()) - 1;
  const message = `${WHAT[kind % WHAT.length]} ${WHY[Math.floor(kind / WHAT.length)]} after ${chance.whole(9_000)} ms.`;
  return { code: CODES[kind % CODES.length] ?? 'server_error', message };
}
