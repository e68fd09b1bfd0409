import { expect, it, vi } from 'vitest';
import { FailureError, fail, isFailure } from './failure.ts';

it('recognises a failure thrown by another copy of the module', async () => {
  vi.resetModules();
  const copy = await import('./failure.ts');
  expect(copy.FailureError).not.toBe(FailureError);
  const error: unknown = new copy.FailureError({ code: 'not_found', message: 'Gone.' });
  expect(error instanceof FailureError).toBe(true);
  expect(isFailure(error, 'not_found')).toBe(true);
  expect(isFailure(error, 'aborted')).toBe(false);
});

it('takes nothing else for a failure', () => {
  expect([new Error('x'), { name: 'FailureError', failure: {} }, null].some((one) => isFailure(one))).toBe(false);
  expect(() => fail('overloaded', 'Too much.', { retryAfter: 1 })).toThrow(FailureError);
});
