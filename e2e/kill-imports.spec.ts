import { expect, test } from 'playwright/test';
import { killRounds } from './kill-rounds.ts';

test('three kills during imports lose nothing that was acknowledged, and leave nothing by halves', async () => {
  test.setTimeout(180_000);
  const report = await killRounds(3, () => undefined);
  expect(report.faults).toEqual([]);
  expect(report.rounds).toBe(3);
  expect(report.sent).toBeGreaterThanOrEqual(18);
});
