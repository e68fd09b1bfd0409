import { describe, expect, it } from 'vitest';
import { aRun, aStep, codeCall, functionCall, otherCall, searchCall } from './domain-fixtures.ts';
import { RUN_STATUSES, type Run, runSpan } from './run.ts';
import { type Step, stepSpan } from './step.ts';
import { wholePercents } from './time-ledger-percents.ts';
import { type Phase, phaseSegments, timeLedger } from './time-ledger.ts';
import { ms } from './time.ts';

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const T = 1_000_000;
const STEP_STATUSES = ['in_progress', 'completed', 'failed', 'cancelled', 'expired', 'odd'];

/** A run on a grid of `unit` ms whose times may be absent, out of order, before the run or after its end. */
function randomCase(seed: number, unit: number) {
  const random = randomFrom(seed + 1);
  const upTo = (n: number) => Math.floor(random() * n);
  const at = () => ms(T + (upTo(60) - 10) * unit);
  const maybe = <V>(share: number, value: () => V) => (random() < share ? value() : null);
  const run = aRun({
    status: RUN_STATUSES[upTo(RUN_STATUSES.length)] ?? 'odd',
    createdAt: maybe(0.95, () => ms(T)),
    startedAt: maybe(0.7, at),
    completedAt: maybe(0.4, at),
    failedAt: maybe(0.2, at),
    expiresAt: maybe(0.4, at),
    timeResolution: ms(unit),
  });
  const calls = [codeCall('x'), functionCall('f'), searchCall(1), otherCall('mcp')];
  let clock = 0;
  const orderly = random() < 0.5;
  const steps = Array.from({ length: upTo(9) }, (_, i) => {
    const from = orderly ? ms(T + clock * unit) : at();
    clock += upTo(9);
    const to = orderly ? ms(T + clock * unit) : ms(from + (upTo(20) - 2) * unit);
    const isMessage = random() < 0.3;
    return aStep({
      id: `step_${i}`,
      kind: isMessage ? 'message' : 'tools',
      status: STEP_STATUSES[upTo(STEP_STATUSES.length)] ?? 'odd',
      createdAt: maybe(0.95, () => from),
      completedAt: maybe(0.85, () => to),
      calls: isMessage ? [] : calls.filter(() => random() < 0.35),
    });
  });
  return { run, steps, now: ms(T + upTo(60) * unit) };
}

/** What a step counts for by the rules of polled runs, told apart from the code under test. */
function ruledPhase({ kind, calls }: Step): Phase {
  if (kind === 'message') return 'model';
  const kinds = [...new Set(calls.map((call) => call.kind))].join(' and ');
  if (kinds === 'code_interpreter' || kinds === 'file_search') return 'tool';
  if (kinds === 'code_interpreter and file_search') return 'tool';
  return kinds === 'function' ? 'you' : 'unaccounted';
}

/** Whether the source itself says that some step of this phase was on at `t`: of a completed one without an end it does not. */
function mayBe(phase: Phase, t: number, steps: Step[]): boolean {
  return steps.some((step) => {
    const span = stepSpan(step);
    if (span === null || ruledPhase(step) !== phase || span.start > t) return false;
    return span.end === null ? step.status !== 'completed' : span.end > t;
  });
}

/** The phase by definition, from the steps with times alone; null where none of them was on. */
function phaseAt(t: number, steps: Step[]): Phase | null {
  const on = new Set<Phase>();
  for (const step of steps) {
    const span = stepSpan(step);
    if (span && span.end !== null && span.start <= t && span.end > t) on.add(ruledPhase(step));
  }
  const [only] = on;
  return on.size > 1 ? 'unaccounted' : (only ?? null);
}

function queueIsTold(run: Run, steps: Step[]): boolean {
  if (steps.some((step) => step.calls.some((call) => call.kind === 'function'))) return false;
  const { startedAt } = run;
  if (steps.length === 0 && run.status === 'completed') return false;
  if (startedAt === null) return run.status === 'queued' && steps.length === 0;
  return !steps.some((step) => step.createdAt !== null && step.createdAt < startedAt);
}

describe.each([
  { unit: 1000, rounds: 4000 },
  { unit: 7, rounds: 2000 },
])('random runs on a clock of $unit ms', ({ unit, rounds }) => {
  it('add up exactly, are never negative, never above wall time, and guess nothing', () => {
    let told = 0;
    for (let round = 0; round < rounds; round++) {
      const { run, steps, now } = randomCase(round, unit);
      const ledger = timeLedger(run, steps, { now, complete: true });
      expect(timeLedger(run, steps, { now, complete: false }).kind).toBe('none');
      if (ledger.kind === 'none') continue;
      told++;
      const { parts, segments, total } = ledger;
      expect((runSpan(run)?.end ?? now) - T).toBe(total);
      expect(parts.reduce((sum, part) => sum + part.length, 0)).toBe(total);
      expect(parts.reduce((sum, part) => sum + part.percent, 0)).toBe(100);
      for (const part of parts) {
        expect(part.length).toBeGreaterThanOrEqual(0);
        expect(part.length).toBeLessThanOrEqual(total);
        expect(Math.abs(part.percent - (part.length / total) * 100)).toBeLessThan(1);
        expect(part.approximate).toBe(unit >= 1000);
        if (part.length === 0) expect(part.percent).toBe(0);
        if (part.length > 0 && (part.phase === 'model' || part.phase === 'tool' || part.phase === 'you')) {
          expect(part.steps.length).toBeGreaterThan(0);
        }
      }
      expect(segments[0]?.start).toBe(T);
      expect(segments.at(-1)?.end).toBe(T + total);
      for (const [i, segment] of segments.entries()) {
        expect(segment.end).toBeGreaterThan(segment.start);
        if (i > 0) expect(segment.start).toBe(segments[i - 1]?.end);
        if (i > 0) expect(segment.phase).not.toBe(segments[i - 1]?.phase);
        for (let t = segment.start as number; t < segment.end; t += unit) {
          const certain = phaseAt(t, steps);
          if (certain !== null) expect(segment.phase).toBe(certain);
          if (segment.phase === 'queue') expect(queueIsTold(run, steps) && t < (run.startedAt ?? t + 1)).toBe(true);
          else if (segment.phase !== 'unaccounted') expect(mayBe(segment.phase, t, steps)).toBe(true);
        }
      }
    }
    expect(told).toBeGreaterThan(rounds / 3);
  });

  it('fill the bar from creation on without a hole', () => {
    for (let round = 0; round < rounds; round++) {
      const { run, steps, now } = randomCase(round, unit);
      const segments = phaseSegments(run, steps, now);
      for (const [i, segment] of segments.entries()) {
        expect(segment.end).toBeGreaterThan(segment.start);
        expect(segment.start).toBe(i === 0 ? run.createdAt : segments[i - 1]?.end);
      }
    }
  });
});

it('whole percentages add up to 100 and stay within one of the share', () => {
  const random = randomFrom(3);
  for (let round = 0; round < 5000; round++) {
    const scale = 10 ** Math.floor(random() * 15);
    const lengths = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
      random() < 0.2 ? 0 : Math.floor(random() * scale),
    );
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const percents = wholePercents(lengths);
    expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(total > 0 ? 100 : 0);
    percents.forEach((percent, i) => {
      expect(Math.abs(percent - (total > 0 ? ((lengths[i] ?? 0) / total) * 100 : 0))).toBeLessThan(1);
    });
  }
  expect(wholePercents([1, 1, 1])).toEqual([34, 33, 33]);
  expect(wholePercents([0, 999, 1, 0])).toEqual([0, 100, 0, 0]);
  expect(wholePercents([])).toEqual([]);
});

it('takes 50,000 steps in one go', () => {
  const steps = Array.from({ length: 50_000 }, (_, i) =>
    aStep({ id: `s${i}`, createdAt: ms(T + i * 10), completedAt: ms(T + i * 10 + 10), calls: [codeCall('')] }),
  );
  const run = aRun({ createdAt: ms(T), completedAt: ms(T + 500_000), timeResolution: ms(1) });
  const started = performance.now();
  const ledger = timeLedger(run, steps, { now: ms(0), complete: true });
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(ledger.kind === 'parts' && ledger.segments).toHaveLength(1);
  const hung = steps.map((step) => ({ ...step, status: 'in_progress', completedAt: null }));
  expect(timeLedger(run, hung, { now: ms(0), complete: true }).kind).toBe('parts');
  expect(performance.now() - started).toBeLessThan(3_000);
});
