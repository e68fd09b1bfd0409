import { expect, it } from 'vitest';
import { noCounts } from './count-bucket.ts';
import { estimate } from './estimate.ts';

const part = { from: 0, to: 1 };
const runs = (completed: number, failed = 0) => ({ ...noCounts(), completed, failed });

it('takes the share of a part for that of its stretch, and says how much was looked at', () => {
  const samples = [
    { part, counts: runs(5, 1), whole: false },
    { part, counts: runs(7), whole: true },
  ];
  const { counts, counted } = estimate(samples, [runs(8, 2), noCounts()], [runs(70, 30), runs(100)]);
  expect(counts).toEqual([runs(50, 10), runs(7)]);
  expect(counted).toBeCloseTo(110 / 200);
});

it('gives a stretch whose part had no run the share of all parts, and never more than there are', () => {
  const samples = [
    { part, counts: noCounts(), whole: false },
    { part, counts: runs(2, 2), whole: false },
  ];
  const { counts } = estimate(samples, [noCounts(), runs(6, 2)], [runs(40), runs(60, 3)]);
  expect(counts[0]).toEqual(runs(20));
  expect(counts[1]).toEqual(runs(16, 3));
});
