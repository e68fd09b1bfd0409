import 'server-only';

/** Writes one JSON line to standard error. Callers pass no content of runs, no query, body, cookie, token or key. */
export function writeLogLine(level: 'info' | 'warn' | 'error', fields: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, ...fields })}\n`);
}
