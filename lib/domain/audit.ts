/** What the audit trail tells of, in the order of its filter. */
export const AUDIT_ACTIONS = [
  'sign_in',
  'sign_in_failed',
  'sign_out',
  'sessions_ended',
  'token_made',
  'token_revoked',
  'share_made',
  'share_revoked',
  'exported',
  'imported',
  'run_deleted',
  'source_deleted',
  'run_created',
  'run_cancelled',
  'outputs_sent',
  'approvals_sent',
  'metadata_changed',
  'passed_through',
  'refused',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What strangers or people without the role can bring about as often as they like; it must not displace the rest. */
export const NOISY_ACTIONS: readonly AuditAction[] = ['sign_in_failed', 'refused'];

/** One thing that somebody did, or was kept from doing. */
export interface AuditEntry {
  /** Sorts by time. */
  id: string;
  /** ms since 1970. */
  at: number;
  who: string;
  action: AuditAction;
  source: string | null;
  /** Of the run it was done to. */
  key: string | null;
  /** What else it was done to or with: ids, counts and formats, never contents. */
  what: string | null;
  /** Address it came from; null where the server does not know it. */
  address: string | null;
  /** Why it did not come about, as a code; null where it did. */
  outcome: string | null;
}

/** Which entries are wanted; null for any. `who` is how the name begins, times are ms since 1970. */
export interface AuditFilter {
  who: string | null;
  action: AuditAction | null;
  from: number | null;
  to: number | null;
}

export const WHOLE_TRAIL: AuditFilter = { who: null, action: null, from: null, to: null };

/** Whether a word names an action of the audit trail. */
export function isAuditAction(value: unknown): value is AuditAction {
  return AUDIT_ACTIONS.some((action) => action === value);
}
