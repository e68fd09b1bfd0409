import type { AuditAction } from '#lib/domain/audit.ts';

/** What was done, as a row and the filter say it. */
export const ACTION_WORDS: Record<AuditAction, string> = {
  sign_in: 'Signed in',
  sign_in_failed: 'Sign-in failed',
  sign_out: 'Signed out',
  sessions_ended: 'Ended all sessions',
  token_made: 'Made an access token',
  token_revoked: 'Revoked an access token',
  share_made: 'Made a share link',
  share_revoked: 'Revoked a share link',
  exported: 'Exported',
  imported: 'Imported',
  run_deleted: 'Deleted a run',
  source_deleted: 'Deleted the runs of a source',
  run_created: 'Started a run',
  run_cancelled: 'Cancelled a run',
  outputs_sent: 'Sent tool outputs',
  approvals_sent: 'Answered approvals',
  metadata_changed: 'Changed metadata',
  passed_through: 'Wrote by the pass-through',
  refused: 'Was refused',
};

const OUTCOMES: Record<string, string> = {
  forbidden: 'role does not reach',
  unauthorized: 'not let in',
  rate_limited: 'too many tries',
  read_only: 'Runlens only reads',
  not_found: 'not there',
  invalid_request: 'not understood',
  invalid_id: 'not an ID',
  payload_too_large: 'too large',
  upstream_rejected: 'refused by the source',
  upstream_auth: 'source refused the key',
  aborted: 'given up',
};

/** Why it did not come about; a code without words of its own stays as it is. */
export function outcomeWords(outcome: string): string {
  return (Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome] : undefined) ?? outcome.replaceAll('_', ' ');
}
