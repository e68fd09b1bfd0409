import 'server-only';
import { FailureError, type FailureCode } from '../../domain/failure.ts';

const MESSAGES = {
  archive_full: 'The disk of the archive is full. What is kept can be read; free some space to keep more.',
  archive_busy: 'The archive is held by something else or does not answer. Try again in a moment.',
  archive_damaged: 'The archive cannot be read. Restore a backup, or move its file away to begin a new one.',
} as const satisfies Partial<Record<FailureCode, string>>;

type Code = keyof typeof MESSAGES;

const NOT_REACHED = /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** SQLite result codes by their beginning, and SQLSTATEs and network errors of PostgreSQL. */
const CODES: readonly (readonly [RegExp, Code])[] = [
  [/^SQLITE_FULL|^ENOSPC$|^53100$/, 'archive_full'],
  [
    /^SQLITE_(?:BUSY|LOCKED|PROTOCOL)|^53[0-9A-Z]{3}$|^55P03$|^57P0[1-5]$|^57014$|^08[0-9A-Z]{3}$|^40[0-9A-Z]{3}$/,
    'archive_busy',
  ],
  [NOT_REACHED, 'archive_busy'],
  [/^SQLITE_(?:CORRUPT|NOTADB|IOERR|CANTOPEN|READONLY|PERM|AUTH)|^XX00[12]$|^58030$/, 'archive_damaged'],
];

const SPECIAL: readonly (readonly [RegExp, string])[] = [
  [NOT_REACHED, 'The database server of the archive cannot be reached (%s). Try again in a moment.'],
  [/^SQLITE_READONLY|^SQLITE_PERM/, 'The archive may not be written by this user. Check the rights of its folder.'],
  [/^SQLITE_CANTOPEN/, 'The file of the archive cannot be opened. Check that its folder is there, and its rights.'],
  [/^SQLITE_IOERR/, 'The disk of the archive does not read or write as it should.'],
];

/** What a database threw, as a failure of the archive; anything unknown stays as it is. */
export function databaseFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof FailureError) return error;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The driver reports a pool without a free connection, and a connection that was cut, in words only.
  const code =
    own ||
    (/timeout exceeded when trying to connect|Connection terminated|not queryable|Query read timeout/.test(
      error.message,
    )
      ? '08006'
      : '');
  const found = CODES.find(([pattern]) => pattern.test(code));
  if (!found) return error;
  const message = SPECIAL.find(([pattern]) => pattern.test(code))?.[1] ?? MESSAGES[found[1]];
  const failure = new FailureError({ code: found[1], message: message.replace('%s', code) });
  // The framework hands it to the page that this breaks, and nothing else of the error.
  return Object.assign(failure, { digest: found[1] });
}
