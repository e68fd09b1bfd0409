import 'server-only';
import { errorPlace, writeLogLine } from './log-line.ts';
import { currentRequest } from './request-record.ts';

const LONGEST = 500;

/**
 * Has everything that the framework, the runtime and their packages would print as text of several lines written as one JSON
 * line each. Errors are told by kind and place, not by their messages, which quote what was read.
 */
export function consoleAsLines(): void {
  Object.assign(console, {
    error: (...said: unknown[]) => tell('error', said),
    warn: (...said: unknown[]) => tell('warn', said),
  });
  // The runtime's own way to print warnings.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    writeLogLine('warn', { event: 'warning', kind: name.slice(0, LONGEST), text: message.slice(0, LONGEST) });
  });
}

function tell(level: 'error' | 'warn', said: readonly unknown[]): void {
  const words = said.filter((one) => typeof one === 'string').join(' ');
  const error = said.find((one) => one instanceof Error);
  const request = currentRequest();
  writeLogLine(level, {
    event: 'message',
    ...(request && { request_id: request.id }),
    ...(error === undefined ? { text: words.slice(0, LONGEST) } : errorPlace(error)),
  });
}
