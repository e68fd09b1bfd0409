import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AuditAction, type AuditEntry, type AuditFilter, NOISY_ACTIONS } from '../../domain/audit.ts';
import { FailureError, isFailure } from '../../domain/failure.ts';
import { isId, isKey } from '../../domain/ids.ts';
import type { Page } from '../../domain/page.ts';
import { auditEntry } from '../archive/audit.ts';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import { accessRecords } from './access-records.ts';
import { clientOf } from './peer.ts';

/** What something was done to. Ids, counts and formats only, never contents. */
export interface AuditSubject {
  source?: string | undefined;
  key?: string | undefined;
  what?: string | null | undefined;
}

const DAY = 86_400_000;
/** Noisy entries of each kind, and all others, that are kept however young they are. */
const MOST_NOISY = 25_000;
const MOST = 500_000;
const PRUNE_EVERY = 3_600_000;
/** Noisy entries that a process writes within a minute; the others are counted. */
const NOISE = 60;
const MINUTE = 60_000;

/** Codes of failures that say nobody known has asked. */
const STRANGERS = ['unauthorized', 'pass_through_off'];

/**
 * Adds an entry to the trail; `outcome` is why it did not come about, null where it did. What cannot be noted does not stop
 * what it tells of.
 */
export async function note(
  headers: Headers,
  who: string,
  action: AuditAction,
  subject: AuditSubject | string | null = null,
  outcome: string | null = null,
): Promise<void> {
  const { source, key, what = null } = typeof subject === 'string' ? { what: subject } : (subject ?? {});
  const about = { source: isId(source) ? source : null, key: isKey(key) ? key : null, what, outcome };
  const entry = { who, action, address: clientOf(headers), ...about };
  try {
    const skipped = NOISY_ACTIONS.includes(action) ? noise(action) : 0;
    if (skipped === null) return;
    const records = await accessRecords();
    if (skipped > 0) await records.addAudit(auditEntry({ who: 'unknown', action, what: `${skipped} more` }));
    await records.addAudit(auditEntry(entry));
    if (isTimeToPrune()) {
      await records.pruneAudit({ age: readEnvironment().auditDays * DAY, noisy: MOST_NOISY, most: MOST });
    }
  } catch (error) {
    process.emitWarning(`Not in the audit trail: ${isFailure(error) ? error.failure.message : 'unexpected error'}`);
  }
}

/**
 * Does something and notes what came of it. Failures are noted and thrown on, except those that mean that nobody known
 * asked; an answer with the status of an error counts as one. `subject` may be told by the result, null where there is none.
 * With `beside` the result does not wait until it is noted.
 */
export async function audited<T>(
  { request, actor }: { request: Request; actor: { readonly name: string } },
  action: AuditAction,
  subject: AuditSubject | ((result: T | null) => AuditSubject),
  work: () => Promise<T>,
  { beside = false } = {},
): Promise<T> {
  const about = (result: T | null) => (typeof subject === 'function' ? subject(result) : subject);
  try {
    const result = await work();
    const status = result instanceof Response && result.status >= 400 ? `status ${result.status}` : null;
    const noted = () => note(request.headers, actor.name, action, about(result), status);
    if (beside) noteBeside(noted);
    else await noted();
    return result;
  } catch (error) {
    const code = error instanceof FailureError ? error.failure.code : 'internal';
    if (!STRANGERS.includes(code)) await note(request.headers, actor.name, action, about(null), code);
    throw error;
  }
}

const unwritten = () => processState('audit-unwritten', () => new Set<Promise<void>>());

/** Notes once what is under way now has had its turn. */
function noteBeside(noted: () => Promise<void>): void {
  const written = nextTurn()
    .then(noted)
    .finally(() => unwritten().delete(written));
  unwritten().add(written);
}

/** Waits until all that happened so far is noted. */
export async function flushAudit(): Promise<void> {
  await Promise.all(unwritten());
}

/** Entries from the newest down, by pages. */
export async function readAudit(
  filter: AuditFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<AuditEntry>> {
  return (await accessRecords()).listAudit(filter, page);
}

/** How many of its kind were left out before this one; null where it is to be left out too. */
function noise(action: AuditAction): number | null {
  const windows = processState('audit-noise', () => new Map<AuditAction, { since: number; seen: number }>());
  const now = Date.now();
  const window = windows.get(action);
  if (!window || window.since < now - MINUTE) {
    windows.set(action, { since: now, seen: 1 });
    return Math.max(0, (window?.seen ?? 0) - NOISE);
  }
  window.seen++;
  return window.seen > NOISE ? null : 0;
}

function isTimeToPrune(): boolean {
  const pruned = processState('audit-pruned', () => ({ at: 0 }));
  const now = Date.now();
  if (pruned.at > now - PRUNE_EVERY) return false;
  pruned.at = now;
  return true;
}
