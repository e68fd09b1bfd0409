import 'server-only';
import type { Report } from './configuration-error.ts';
import { Secret } from './secret.ts';
import type { Lookup } from './source-auth.ts';

/** Where runs are remembered: a file in a folder of this machine, a PostgreSQL server, or nowhere. */
export type ArchiveConfig =
  | { kind: 'sqlite'; folder: string }
  | { kind: 'postgres'; url: Secret }
  /** `asked`: RUNLENS_ARCHIVE=off; otherwise there is no disk that lasts. */
  | { kind: 'off'; asked: boolean };

/** Where the archive is when nothing says otherwise, seen from where npm was called. */
export const DATA_FOLDER = '.runlens';
const NOT_KEPT =
  'Runlens has no disk that lasts on Vercel, so nothing is archived. Set DATABASE_URL to a PostgreSQL database to keep runs.';

/** Reads where the archive is; reports what cannot be used. */
export function readArchiveConfig(read: Lookup, report: Report): ArchiveConfig {
  const mode = read('RUNLENS_ARCHIVE');
  if (mode !== undefined && mode !== 'off') report('RUNLENS_ARCHIVE', 'must be off or absent');
  if (mode === 'off') return { kind: 'off', asked: true };
  const url = read('DATABASE_URL');
  if (url !== undefined) {
    if (!isPostgresUrl(url)) report('DATABASE_URL', 'must begin with postgres:// or postgresql:// and name a host');
    return { kind: 'postgres', url: new Secret(url) };
  }
  if (read('VERCEL') !== undefined) return { kind: 'off', asked: false };
  return { kind: 'sqlite', folder: read('RUNLENS_DATA_DIR') ?? DATA_FOLDER };
}

/** Days that entries of the audit trail are kept. */
export function readAuditDays(read: Lookup, report: Report): number {
  const days = read('RUNLENS_AUDIT_DAYS') ?? '365';
  if (!/^[1-9]\d{0,4}$/.test(days)) report('RUNLENS_AUDIT_DAYS', 'must be a whole number of days from 1 to 99999');
  return Number(days);
}

/** Days that runs are kept; null for ever. */
export function readRetention(read: Lookup, report: Report): number | null {
  const days = read('RUNLENS_RETENTION_DAYS');
  if (days === undefined) return null;
  if (!/^[1-9]\d{0,4}$/.test(days)) report('RUNLENS_RETENTION_DAYS', 'must be a whole number of days from 1 to 99999');
  return Number(days);
}

/** What the person who runs Runlens should know of the archive. */
export function archiveNotices(archive: ArchiveConfig): string[] {
  return archive.kind === 'off' && !archive.asked ? [NOT_KEPT] : [];
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(?:ql)?:\/\/\S+$/.test(text) && URL.canParse(text);
}
