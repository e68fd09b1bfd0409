import { expect, it, vi } from 'vitest';
import { processState } from './process-state.ts';

it('keeps one value for every copy of the module', async () => {
  const first = processState('test-list', () => [1]);
  vi.resetModules();
  const copy = await import('./process-state.ts');
  expect(copy.processState).not.toBe(processState);
  expect(copy.processState('test-list', () => [2])).toBe(first);
});

it('keeps nothing when making it fails', () => {
  const make = () => {
    throw new Error('no');
  };
  expect(() => processState('test-failing', make)).toThrow('no');
  expect(processState('test-failing', () => 3)).toBe(3);
});
