import { expect, it } from 'vitest';
import { backoff, isRetryable, retryAfter } from './retry.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

it.each([
  [{ 'retry-after-ms': '250' }, 250],
  [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
  [{ 'retry-after-ms': 'soon', 'retry-after': '2' }, 2000],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:03 GMT' }, 3000],
  [{ 'retry-after': 'Fri, 20 Nov 2026 11:59:00 GMT' }, null],
  [{ 'retry-after': '-5' }, null],
  [{ 'retry-after': 'NaN' }, null],
  [{ 'retry-after': '' }, null],
  [{ 'retry-after': '9'.repeat(30) }, 86_400_000],
  [{}, null],
])('reads %j as %s ms', (headers, wait) => expect(retryAfter(new Headers(headers), NOW)).toBe(wait));

it('retries what may go better', () => {
  expect([408, 409, 429, 500, 502, 503, 504, 599].every(isRetryable)).toBe(true);
  expect([200, 301, 400, 401, 403, 404, 405, 422, 501, 505].some(isRetryable)).toBe(false);
});

it('doubles the wait, with jitter of a half', () => {
  for (let i = 0; i < 100; i++) {
    expect(backoff(300, 0)).toSatisfy((ms: number) => ms >= 150 && ms <= 450);
    expect(backoff(300, 1)).toSatisfy((ms: number) => ms >= 300 && ms <= 900);
  }
});
