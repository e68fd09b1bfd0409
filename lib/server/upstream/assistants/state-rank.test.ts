import { expect, test } from 'vitest';
import { stateRank } from './state-rank.ts';

const order = (...states: object[]) => states.map((one) => stateRank(one as never));

test('queued, started, cancelling and ended follow each other, whatever their times say', () => {
  const ranks = order(
    { status: 'queued', created_at: 9e9 },
    { status: 'in_progress', started_at: 1_700_000_000 },
    { status: 'cancelling', started_at: 1_700_000_000 },
    { status: 'completed', completed_at: 1 },
  );
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  expect(new Set(ranks).size).toBe(4);
});

test('within a phase the last time counts, as seconds, milliseconds or a date', () => {
  const [first = 0, again = 0] = order(
    { status: 'in_progress', started_at: 1_700_000_000 },
    { status: 'requires_action', started_at: 1_700_000_060 },
  );
  expect(again).toBeGreaterThan(first);
  expect(stateRank({ status: 'completed', completed_at: 1_700_000_000_000 })).toBe(
    stateRank({ status: 'completed', completed_at: '2023-11-14T22:13:20Z' }),
  );
});

test('what has no status is as far as it gets; odd values are no error', () => {
  expect(stateRank({})).toBeGreaterThan(stateRank({ status: 'in_progress', started_at: 4e9 }));
  for (const odd of [null, 1, 'x', [], { status: 5, started_at: {} }])
    expect(Number.isFinite(stateRank(odd as never))).toBe(true);
});
