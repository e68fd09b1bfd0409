import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { processState } from '../process-state.ts';

/** What is written: every request, or only what went wrong. */
export type LogAmount = 'requests' | 'errors';

const amount = () => processState('log-amount', () => ({ now: 'requests' as LogAmount }));

/** How long a line of something that went well may wait for others, ms: each write of its own holds the process up. */
const GATHER = 20;

const waiting = () =>
  processState('log-lines', () => {
    process.once('exit', flushLogLines);
    return { lines: [] as string[], timer: null as NodeJS.Timeout | null };
  });

/** What JSON leaves as it is and a terminal or a line reader would act on: C1 controls, DEL, line separators, bidi controls. */
const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Says how much is written from now on. */
export function setLogAmount(wanted: LogAmount): void {
  amount().now = wanted;
}

/**
 * Writes one JSON line to standard error: at once what went wrong, with others that come soon what did not. Callers pass no
 * content of runs, no query, body, cookie, token or key.
 */
export function writeLogLine(level: 'info' | 'warn' | 'error', fields: Record<string, unknown>): void {
  if (level === 'info' && amount().now === 'errors') return;
  const known = waiting();
  known.lines.push(`${logLine(level, fields)}\n`);
  if (level !== 'info') flushLogLines();
  else known.timer ??= setTimeout(flushLogLines, GATHER).unref();
}

/** Writes the lines that wait, in their order. */
export function flushLogLines(): void {
  const known = waiting();
  if (known.timer) clearTimeout(known.timer);
  known.timer = null;
  if (known.lines.length > 0) process.stderr.write(known.lines.splice(0).join(''));
}

/** The line: printable, without a line break in it whatever the values hold. */
export function logLine(level: string, fields: Record<string, unknown>): string {
  const json = JSON.stringify({ time: new Date().toISOString(), level, ...fields });
  return json.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Where an error was thrown, for the log: its kind, its code and the places of its stack. Its message is left out, because
 * messages quote what could not be read.
 */
export function errorPlace(error: unknown): { error: string; code?: string; digest?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = wordOf(isFailure(error) ? error.failure.code : 'code' in error ? error.code : null);
  // Under which the page that it broke tells of it.
  const digest = wordOf('digest' in error ? error.digest : null);
  const { stack = '', message } = error;
  // A message may have lines that look like places.
  const places =
    message !== '' && stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack;
  const at = places
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim().slice(0, 200))
    .slice(0, 12);
  return { error: error.name.slice(0, 60), ...(code !== null && { code }), ...(digest !== null && { digest }), at };
}

function wordOf(value: unknown): string | null {
  return typeof value === 'string' && /^[\w.@-]{1,60}$/.test(value) ? value : null;
}
