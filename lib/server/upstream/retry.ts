import 'server-only';

/** Longest wait that is passed on, seconds: a source that asks for more is not believed. */
const LONGEST_ASKED = 86_400;

/** Tries after the first one, for reads. */
export const MOST_RETRIES = 2;

/** Whether the same read may go better a moment later. 501 and 505 will not. */
export function isRetryable(status: number): boolean {
  if (status === 408 || status === 409 || status === 429) return true;
  return status >= 500 && status <= 599 && status !== 501 && status !== 505;
}

/** Wait that a source asks for, ms: `retry-after-ms`, then `retry-after` in seconds or as a date. Null: none readable. */
export function retryAfter(headers: { get(name: string): string | null }, now = Date.now()): number | null {
  const exact = numberOf(headers.get('retry-after-ms'));
  if (exact !== null) return bounded(exact);
  const text = headers.get('retry-after')?.trim() ?? '';
  const seconds = numberOf(text);
  if (seconds !== null) return bounded(seconds * 1000);
  const wait = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) - now : Number.NaN;
  return wait >= 0 ? bounded(wait) : null;
}

/** Wait before try `attempt + 1` (from 0), ms: `first` doubled each time, half to one and a half of it by chance. */
export function backoff(first: number, attempt: number): number {
  return first * 2 ** attempt * (0.5 + Math.random());
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null;
}

function bounded(wait: number): number {
  return Math.min(Math.ceil(wait), LONGEST_ASKED * 1000);
}
