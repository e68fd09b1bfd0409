import { expect, it } from 'vitest';
import { aRun, aStep } from '#lib/domain/domain-fixtures.ts';
import { ms } from '#lib/domain/time.ts';
import { runSegments } from './phases.ts';

it('gives a run that was over before the clock moved on a bar without length', () => {
  const at = ms(1_795_000_000_000);
  const run = aRun({ status: 'completed', createdAt: at, completedAt: at });
  const steps = [aStep({ createdAt: at, completedAt: at })];
  expect(runSegments(run, steps, at)).toEqual([{ start: at, end: at, look: 'ph-unaccounted' }]);
  expect(runSegments({ ...run, createdAt: null }, steps, at)).toEqual([]);
});
