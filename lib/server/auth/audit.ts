import 'server-only';
import { randomBytes } from 'node:crypto';
import { accessRecords } from './access-records.ts';
import { peerOf } from './peer.ts';

/** What the trail tells of. */
export type AuditAction =
  | 'sign_in'
  | 'sign_in_failed'
  | 'sign_out'
  | 'token_made'
  | 'token_revoked'
  | 'share_made'
  | 'share_revoked'
  | 'exported'
  | 'imported'
  | 'deleted'
  | 'operated';

export interface AuditEntry {
  id: string;
  /** ms since 1970. */
  at: number;
  who: string;
  action: AuditAction;
  /** What it was done to: ids only, never contents. */
  what: string | null;
  /** Address of the connection; null where the server does not know it. */
  address: string | null;
}

/** Entries are kept for a year. */
const KEPT_MS = 365 * 86_400_000;
const LONGEST = 300;

/** Adds an entry to the trail. What cannot be noted does not stop what it tells of. */
export async function note(
  headers: Headers,
  who: string,
  action: AuditAction,
  what: string | null = null,
): Promise<void> {
  const at = Date.now();
  const id = `${String(at).padStart(15, '0')}-${randomBytes(6).toString('hex')}`;
  const entry: AuditEntry = {
    id,
    at,
    who: who.slice(0, LONGEST),
    action,
    what: what?.slice(0, LONGEST) ?? null,
    address: peerOf(headers),
  };
  try {
    await (await accessRecords()).putRecord('audit', { id, value: JSON.stringify(entry) }, at + KEPT_MS);
  } catch (error) {
    process.emitWarning(`Not in the audit trail: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Entries from the newest down, those before the entry of an id where that is given. */
export async function readAudit(before: string | undefined, limit: number): Promise<AuditEntry[]> {
  const page = before === undefined ? { limit } : { before, limit };
  const records = await (await accessRecords()).listRecords('audit', page);
  return records.map(({ value }) => JSON.parse(value) as AuditEntry);
}
