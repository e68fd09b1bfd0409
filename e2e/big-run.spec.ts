import { measure } from './bench/measure.ts';
import { ground } from './environment.ts';
import { expect, test } from './fixtures.ts';

test('a run of ten thousand steps opens early, stays small and scrolls without blank rows', async ({ browser }) => {
  test.setTimeout(120_000);
  const sample = await measure(browser, `${ground().app}/runs/big/thread_big.run_big_10000`);
  expect(sample.rowWhileLoading, 'the first row is there while later steps are read').toBe(true);
  expect(sample.elements).toBeLessThan(2_000);
  expect(sample.elementsScrolled).toBeLessThan(2_000);
  expect(sample.frames).toBeGreaterThan(20);
  expect(sample.blankFrames / sample.frames).toBeLessThan(0.01);
});
