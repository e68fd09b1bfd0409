import 'server-only';
import { FailureError } from '../../domain/failure.ts';

/** Errors of a system that has no room left, and of a folder that is not there or may not be written. */
const FULL = /^(?:ENOSPC|EDQUOT)$/;
const CLOSED = /^(?:EACCES|EPERM|EROFS|ENOENT|ENOTDIR)$/;

/**
 * What the system threw where `what` was to be put into its folder for temporary files, as a failure that says what to do;
 * null where it is about something else.
 */
export function roomFailure(error: unknown, what: string): FailureError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.test(code)) {
    const message = `The disk is full: there was no room for ${what}. Nothing was kept. Free some space and try again.`;
    return new FailureError({ code: 'archive_full', message });
  }
  if (!CLOSED.test(code)) return null;
  const how = 'Let Runlens write to it, or start Runlens with TMPDIR set to a folder that it may write to.';
  const message = `There is nowhere to put ${what}: the server's folder for temporary files cannot be written (${code}). Nothing was kept. ${how}`;
  return new FailureError({ code: 'archive_full', message });
}
