import { expect, test } from 'vitest';
import { isKey } from '../domain/ids.ts';
import { ownerAccess } from './trace-access.ts';

test('a run of another thread is found below the same source, by both ids', () => {
  const { runHref } = ownerAccess('azure eu', 'thread_a.run_a');
  expect(runHref?.('thread_b', 'run_b')).toBe('/runs/azure%20eu/thread_b.run_b');
  expect(isKey('thread_b.run_b')).toBe(true);
});
