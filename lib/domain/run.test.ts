import { describe, expect, it } from 'vitest';
import { aRun, aStep, codeCall } from './domain-fixtures.ts';
import { cutText } from './long-text.ts';
import { isGoingOn, isTerminal, NO_STATUS, runSpan } from './run.ts';
import { isStepFailed, isStepTerminal, stepSpan } from './step.ts';
import { mapStepTexts } from './step-texts.ts';
import { ms } from './time.ts';

describe('isTerminal', () => {
  it.each([
    ['completed', true],
    ['failed', true],
    ['cancelled', true],
    ['expired', true],
    ['incomplete', true],
    ['queued', false],
    ['in_progress', false],
    ['requires_action', false],
    ['cancelling', false],
    ['pondering', false],
  ])('%s: %s', (status, over) => expect(isTerminal(aRun({ status }))).toBe(over));

  it('believes an unknown status only with a time of ending', () => {
    expect(isTerminal(aRun({ status: 'pondered', completedAt: ms(5) }))).toBe(true);
    expect(isTerminal(aRun({ status: 'requires_action', failedAt: ms(5) }))).toBe(false);
  });
});

it('goes on while it is not over and something is told of it', () => {
  expect(isGoingOn(aRun({ status: 'queued', createdAt: null }))).toBe(true);
  expect(isGoingOn(aRun({ status: NO_STATUS }))).toBe(true);
  expect(isGoingOn(aRun({ status: 'completed' }))).toBe(false);
  expect(isGoingOn(aRun({ status: NO_STATUS, createdAt: null }))).toBe(false);
});

it('does not believe an end before the start', () => {
  expect(runSpan(aRun({ completedAt: ms(3) }))).toEqual({ start: 1_000_000, end: null });
  expect(runSpan(aRun({ status: 'expired', expiresAt: ms(1_600_000) }))?.end).toBe(1_600_000);
  expect(runSpan(aRun({ createdAt: null }))).toBeNull();
  expect(stepSpan(aStep({ createdAt: ms(9), completedAt: ms(8) }))).toEqual({ start: 9, end: null });
});

it('knows failed and finished steps', () => {
  expect(isStepFailed(aStep({ status: 'failed' }))).toBe(true);
  expect(isStepFailed(aStep({ lastError: { code: 'x', message: null, extra: {} } }))).toBe(true);
  expect(isStepTerminal(aStep({ status: 'in_progress' }))).toBe(false);
  expect(isStepTerminal(aStep({ status: 'odd', failedAt: ms(4) }))).toBe(true);
});

it('changes only the texts that change', () => {
  const step = aStep({ calls: [codeCall('short', 'x'.repeat(100)), codeCall('short')] });
  const cut = mapStepTexts(step, (text) => cutText(text, 60));
  expect(cut.calls[0]).not.toBe(step.calls[0]);
  expect(cut.calls[1]).toBe(step.calls[1]);
  expect(mapStepTexts(step, (text) => text)).toBe(step);
});
