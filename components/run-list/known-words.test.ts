import { expect, test } from 'vitest';
import { fetchWords, knownWords } from './known-words.ts';
import { pastedIds } from './pasted-ids.ts';

const idle = { state: 'idle', threads: 0, done: 0, runs: 0, missing: [], missingCount: 0, failed: 0 } as const;

test('known runs say where they came from', () => {
  const knownBy = { view: 12, walk: 0, import: 29, pass_through: 0, paste: 0 };
  expect(knownWords({ knownRuns: 41, knownBy })).toBe('41 known runs: 12 opened or listed, 29 imported');
  expect(knownWords({ knownRuns: 1, knownBy: null })).toBe('1 known run');
  expect(knownWords({ knownRuns: 0, knownBy })).toBe('0 known runs');
});

test('fetching says how far it is and what was not to be had', () => {
  const rest = { ...idle, missing: [], message: null, finishedAt: null };
  expect(fetchWords(rest)).toBe('');
  expect(fetchWords({ ...rest, state: 'fetching', threads: 40, done: 12, runs: 31, missingCount: 2 })).toBe(
    '12 of 40 threads fetched, 31 runs; 2 are not at the source.',
  );
  expect(fetchWords({ ...rest, state: 'stopped', threads: 2, done: 1, runs: 1, failed: 1, message: 'It broke.' })).toBe(
    '1 of 2 threads fetched, 1 run; 1 could not be read. Stopped. It broke.',
  );
});

test('ids are read from lines, lists, JSON and addresses, each once', () => {
  const text = `thread_a, thread_b
    ["thread_c","thread_a"] https://host/v1/threads/thread_d/runs?limit=2 {"id":"thread_e"}`;
  const { ids, refused } = pastedIds(text);
  expect(ids).toEqual(expect.arrayContaining(['thread_a', 'thread_b', 'thread_c', 'thread_d', 'thread_e']));
  expect(ids.filter((id) => id === 'thread_a')).toHaveLength(1);
  expect(refused).toEqual([':']);
  expect(pastedIds('../../etc %00').refused).toEqual(['../../etc', '%00']);
});
