import { type AuditAction, type AuditFilter, isAuditAction } from '../domain/audit.ts';
import { timeBound } from '../domain/run-list.ts';

/** Filter of the audit trail as addresses hold it; times as in the list of runs (`24h`, `2026-11-20`). */
export interface AuditParams {
  who: string;
  action: AuditAction | null;
  from: string | null;
  to: string | null;
}

const WHO = /^[^]{1,300}$/u;
const TIME = /^(?:\d{1,5}[mhd]|\d{4}-\d\d-\d\d(?:T[\d:.]{4,12}(?:Z|[+-]\d\d:\d\d)?)?)$/;

/** Reads the parameters of an address; what cannot be read counts as absent. */
export function parseAuditParams(query: URLSearchParams): AuditParams {
  const read = (name: string, form: RegExp) => {
    const value = query.get(name);
    return value !== null && form.test(value) ? value : null;
  };
  const action = query.get('action');
  return {
    who: read('who', WHO) ?? '',
    action: isAuditAction(action) ? action : null,
    from: read('from', TIME),
    to: read('to', TIME),
  };
}

/** Writes parameters as a query without the defaults: `who=ada&action=exported&from=7d`. */
export function formatAuditParams({ who, action, from, to }: AuditParams): string {
  const entries = Object.entries({ who, action, from, to }).filter(([, value]) => value !== null && value !== '');
  return entries.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&');
}

/** What the parameters mean at an instant (ms since 1970). */
export function auditFilter({ who, action, from, to }: AuditParams, now: number): AuditFilter {
  return {
    who: who === '' ? null : who,
    action,
    from: timeBound(from, now),
    to: timeBound(to, now),
  };
}
