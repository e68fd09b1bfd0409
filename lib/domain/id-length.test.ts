import { expect, it } from 'vitest';
import { oddLength } from './id-length.ts';

const known = ['run_aaaaaaaa', 'run_bbbbbbbb', 'run_cccccccc', 'thread_12', 'thread_123', 'thread_456'];

it('says how much is missing from an id, or too much', () => {
  expect(oddLength('run_aaa', known)).toBe('It looks cut off: IDs here have 8 characters after run_, this one has 3.');
  expect(oddLength('run_aaaaaaaaa', known)).toMatch(/^It looks too long: .* this one has 9\.$/);
});

it('says nothing where lengths differ, of too few ids, of other prefixes and of the usual length', () => {
  expect(oddLength('thread_1', known)).toBeNull();
  expect(oddLength('run_aaa', ['run_aaaaaaaa', 'run_aaaaaaaa', 'run_bbbbbbbb'])).toBeNull();
  expect(oddLength('step_aaa', known)).toBeNull();
  expect(oddLength('aaa', known)).toBeNull();
  expect(oddLength('run_dddddddd', known)).toBeNull();
});
