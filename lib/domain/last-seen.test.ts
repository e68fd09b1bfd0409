import { describe, expect, it } from 'vitest';
import { aRun, aStep } from './domain-fixtures.ts';
import { lastSeen } from './last-seen.ts';
import type { KeptTrace } from './run-trace.ts';
import type { Step } from './step.ts';
import { ms } from './time.ts';
import { openTrace } from './trace-state.ts';

const kept = (origin: KeptTrace['origin']): KeptTrace => {
  return { capturedAt: ms(90_000), goneAt: null, whole: false, origin, runMissing: false, final: true, because: null };
};

function seen(status: string, steps: Step[], of: KeptTrace | null): number | null {
  const run = aRun({ status, createdAt: ms(1000), startedAt: ms(2000) });
  return lastSeen(openTrace({ run, steps: { items: steps, nextCursor: null, total: null }, kept: of }));
}

describe('the last instant at which a run that was left is known', () => {
  it('is that of its own times where a file brought it, and not when that was read', () => {
    const step = aStep({ status: 'completed', createdAt: ms(3000), completedAt: ms(5000) });
    expect(seen('in_progress', [step], kept('import'))).toBe(5000);
    expect(seen('queued', [], kept('import'))).toBe(2000);
  });

  it('is when its source was read', () => {
    expect(seen('in_progress', [], kept('view'))).toBe(90_000);
  });

  it('is none where the run has ended or is still heard of', () => {
    expect(seen('completed', [], kept('import'))).toBeNull();
    expect(seen('in_progress', [], { ...kept('view'), final: false })).toBeNull();
    expect(seen('in_progress', [], null)).toBeNull();
  });
});
