import { expect, it } from 'vitest';
import { aRun, aStep, codeCall, functionCall } from '#lib/domain/domain-fixtures.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import { waitingOf } from './waiting.ts';

const S = '\u202f';
const now = ms(60_000);
const run = (status: string, resolution = 1000) => aRun({ status, createdAt: ms(0), timeResolution: ms(resolution) });
const asks = (count: number, output: string | null, more: Partial<Step> = {}) =>
  aStep({
    calls: Array.from({ length: count }, (_, i) => functionCall(`f${i}`, '{}', output)),
    createdAt: ms(10_000),
    completedAt: ms(37_000),
    ...more,
  });
const text = (step: Step, status = 'completed', resolution?: number) =>
  waitingOf(step, run(status, resolution), now)?.text;

it('tells the most that a step can have waited', () => {
  expect(text(asks(2, 'x'))).toBe(`Waited at most ≈${S}27${S}s for both outputs`);
  expect(text(asks(1, 'x'))).toBe(`Waited at most ≈${S}27${S}s for the output`);
  expect(text(asks(12, 'x'), 'completed', 1)).toBe(`Waited at most 27.0${S}s for all 12 outputs`);
});

it('gives no length where the source gives no times', () => {
  expect(text(asks(2, 'x', { createdAt: null }))).toBe('Waited for both outputs');
  expect(text(asks(2, 'x', { completedAt: ms(1) }))).toBe('Waited for both outputs');
});

it('counts while the run waits, and says nothing while the calls may still be written', () => {
  const open = asks(2, null, { status: 'in_progress', completedAt: null });
  expect(waitingOf(open, run('requires_action'), now)).toEqual({
    text: `Waiting, at most ≈${S}50${S}s so far, for both outputs`,
    open: true,
    never: false,
  });
  expect(waitingOf(open, run('in_progress'), now)).toBeNull();
});

it('says that outputs never came', () => {
  const never = (count: number) => asks(count, null, { status: 'expired', completedAt: null, expiredAt: ms(610_000) });
  expect(text(never(1), 'expired')).toBe(`Waited at most ≈${S}10${S}m 00${S}s for the output, which never came`);
  expect(text(never(2), 'expired')).toContain('none of which came');
  const cut = asks(1, null, { status: 'in_progress', completedAt: null });
  expect(text(cut, 'cancelled')).toBe('Waited for the output, which never came');
});

it('is nothing for steps without functions', () => {
  expect(text(aStep({ calls: [codeCall('x')] }))).toBeUndefined();
});
