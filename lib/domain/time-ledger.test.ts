import { describe, expect, it } from 'vitest';
import { aRun, aStep, codeCall, functionCall, otherCall, searchCall } from './domain-fixtures.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';
import { type LedgerOptions, phaseSegments, stepPhase, timeLedger } from './time-ledger.ts';
import { ms } from './time.ts';
import type { Usage } from './usage.ts';

const T = 1_000_000;
const at = (seconds: number) => ms(T + seconds * 1000);
const NOW = at(500);
const NO_USAGE: Usage = {
  inputTokens: null,
  outputTokens: null,
  totalTokens: null,
  cachedTokens: null,
  reasoningTokens: null,
  extra: {},
};

function lengths(run: Run, steps: Step[]): string[] {
  return phaseSegments(run, steps, NOW).map(
    (part) => `${part.phase} ${(part.start - T) / 1000}-${(part.end - T) / 1000}`,
  );
}

const message = (from: number, to: number) =>
  aStep({ id: `m${from}`, kind: 'message', type: 'message_creation', createdAt: at(from), completedAt: at(to) });
const tools = (from: number, to: number, ...calls: Step['calls']) =>
  aStep({ id: `t${from}`, createdAt: at(from), completedAt: at(to), calls });
const open = (status: string, from: number, ...calls: Step['calls']) =>
  aStep({ id: `o${from}`, status, createdAt: at(from), calls });

function ledger(run: Run, steps: Step[], options: Partial<LedgerOptions> = {}) {
  return timeLedger(run, steps, { now: NOW, complete: true, ...options });
}

/** Parts as `model 12 s 30 %`. */
function parts(run: Run, steps: Step[]): string[] {
  const found = ledger(run, steps);
  if (found.kind === 'none') return [found.reason];
  return found.parts.map((part) => `${part.phase} ${part.known ? part.length / 1000 : '–'} s ${part.percent} %`);
}

it('takes a step without an end for nothing where its status is a word of the source’s own', () => {
  expect(lengths(aRun({ startedAt: at(1), completedAt: at(20) }), [open('sleeping', 4, codeCall('1'))])).toEqual([
    'queue 0-1',
    'unaccounted 1-20',
  ]);
  const going = aRun({ status: 'paused', startedAt: at(1) });
  expect(parts(going, [open('sleeping', 4, codeCall('1'))])).toContain('tool 0 s 0 %');
  expect(parts(going, [open('in_progress', 4, codeCall('1'))])).toContain('tool 496 s 99 %');
});

describe('phaseSegments', () => {
  it('tells queue, tools and model apart and leaves gaps unaccounted', () => {
    const run = aRun({ startedAt: at(2), completedAt: at(20) });
    expect(lengths(run, [tools(3, 8, codeCall('1')), message(10, 20)])).toEqual([
      'queue 0-2',
      'unaccounted 2-3',
      'tool 3-8',
      'unaccounted 8-10',
      'model 10-20',
    ]);
  });

  it('calls no stretch the queue once a step needed outputs, because the start moves on resume', () => {
    const run = aRun({ startedAt: at(9), completedAt: at(12) });
    expect(lengths(run, [tools(1, 9, functionCall('f')), message(9, 12)])).toEqual([
      'unaccounted 0-1',
      'you 1-9',
      'model 9-12',
    ]);
    const mixed = tools(1, 9, codeCall('1'), functionCall('f'));
    expect(lengths(run, [mixed, message(9, 12)])).toEqual(['unaccounted 0-9', 'model 9-12']);
  });

  it('calls no stretch the queue when the start lies after a step, as after an approval', () => {
    const run = aRun({ startedAt: at(6), completedAt: at(9) });
    expect(lengths(run, [tools(1, 6, otherCall('mcp')), message(6, 9)])).toEqual(['unaccounted 0-6', 'model 6-9']);
  });

  it('counts no instant twice: what steps of two phases share is unaccounted', () => {
    const run = aRun({ completedAt: at(10) });
    expect(lengths(run, [tools(0, 6, codeCall('1')), tools(4, 8, searchCall(1)), message(7, 40)])).toEqual([
      'tool 0-7',
      'unaccounted 7-8',
      'model 8-10',
    ]);
  });

  it('gives nothing without times and the queue for a run that waits', () => {
    expect(lengths(aRun({ createdAt: null }), [message(1, 2)])).toEqual([]);
    expect(lengths(aRun({ status: 'queued' }), [])).toEqual(['queue 0-500']);
  });

  it('fills a step without an end at most up to the next one, and lets steps with times win', () => {
    const run = aRun({ status: 'expired', expiresAt: at(60) });
    expect(lengths(run, [message(0, 4), open('expired', 4, functionCall('f'))])).toEqual(['model 0-4', 'you 4-60']);
    const failed = open('failed', 4, codeCall('1'));
    expect(lengths(run, [failed, message(9, 12)])).toEqual([
      'unaccounted 0-4',
      'tool 4-9',
      'model 9-12',
      'unaccounted 12-60',
    ]);
    expect(lengths(run, [open('in_progress', 4, codeCall('1')), message(9, 12)]).slice(1)).toEqual([
      'tool 4-9',
      'model 9-12',
      'tool 12-60',
    ]);
    expect(lengths(run, [open('completed', 4, codeCall('1'))])).toEqual(['unaccounted 0-60']);
  });
});

it('counts mixed and unknown tools as unaccounted', () => {
  expect(stepPhase(tools(0, 1, codeCall('1'), searchCall(0)))).toBe('tool');
  expect(stepPhase(tools(0, 1, codeCall('1'), functionCall('f')))).toBe('unaccounted');
  expect(stepPhase(tools(0, 1, otherCall('mcp')))).toBe('unaccounted');
  expect(stepPhase(tools(0, 1))).toBe('unaccounted');
});

describe('timeLedger', () => {
  const run = aRun({ startedAt: at(1), completedAt: at(41) });
  const steps = [tools(1, 5, searchCall(1)), message(5, 6), tools(6, 9, codeCall('1')), message(9, 40)];

  it('adds up to 100 with four parts, and a fifth only where something is unaccounted', () => {
    expect(parts(run, steps)).toEqual([
      'queue 1 s 3 %',
      'model 32 s 78 %',
      'tool 7 s 17 %',
      'you 0 s 0 %',
      'unaccounted 1 s 2 %',
    ]);
    expect(parts(run, [...steps, message(40, 41)])).toEqual([
      'queue 1 s 2 %',
      'model 33 s 81 %',
      'tool 7 s 17 %',
      'you 0 s 0 %',
    ]);
  });

  it('says that the queue is not known rather than 0 where a step needed outputs', () => {
    const waited = [tools(1, 9, functionCall('f')), message(9, 41)];
    expect(parts(run, waited)).toEqual([
      'queue – s 0 %',
      'model 32 s 78 %',
      'tool 0 s 0 %',
      'you 8 s 20 %',
      'unaccounted 1 s 2 %',
    ]);
  });

  it('links each part to its steps, and to its longest stretch', () => {
    const found = ledger(run, steps);
    if (found.kind === 'none') throw new Error(found.text);
    expect(found.parts.map((part) => part.steps)).toEqual([[], ['m5', 'm9'], ['t1', 't6'], [], []]);
    expect(found.parts.map((part) => part.longest?.start ?? null)).toEqual([at(0), at(9), at(1), null, at(40)]);
    expect(found.soFar).toBe(false);
  });

  it('says with a figure what it leaves open, and nothing approximate with a finer clock', () => {
    const qualifiers = (more: Partial<Run>) => {
      const found = ledger({ ...run, ...more }, [...steps, tools(40, 41, functionCall('f')), open('completed', 41)]);
      return found.kind === 'none' ? [] : found.parts.map((part) => [part.approximate, part.qualifier]);
    };
    expect(qualifiers({})).toEqual([
      [true, 'not known, the start moves when outputs are submitted'],
      [true, '≈'],
      [true, '≈, includes writing the call'],
      [true, '≈ at most'],
      [true, '≈, 1 step has no times'],
    ]);
    expect(qualifiers({ timeResolution: ms(1) }).slice(1, 4)).toEqual([
      [false, null],
      [false, 'includes writing the call'],
      [false, 'at most'],
    ]);
  });

  it('does not say how long an approval is waited for, which has no times', () => {
    const requiredAction = { type: 'submit_tool_approval', calls: [], extra: {} };
    const paused = aRun({ status: 'requires_action', completedAt: null, startedAt: at(0), requiredAction });
    const waited = (done: Step[]) => {
      const found = ledger(paused, done);
      return found.kind === 'none' ? null : found.parts.find((part) => part.phase === 'you');
    };
    expect(waited([open('in_progress', 1, otherCall('mcp'))])).toMatchObject({
      known: false,
      qualifier: 'not known, the source gives no times of approvals',
    });
    expect(waited([tools(1, 6, functionCall('f')), message(6, 9)])).toMatchObject({
      known: true,
      length: 5000,
      qualifier: '≈, without the approval that is waited for',
    });
  });

  it('counts a run that goes on up to now', () => {
    const live = aRun({ status: 'requires_action', startedAt: at(1) });
    const found = timeLedger(live, [message(0, 4), open('in_progress', 4, functionCall('f'))], {
      now: at(10),
      complete: true,
    });
    expect(found).toMatchObject({ kind: 'parts', total: 10_000, soFar: true });
    expect(found.kind === 'parts' && found.parts.map((part) => part.percent)).toEqual([0, 40, 0, 60]);
  });

  it('gives a reason instead of percentages where there is nothing to go by', () => {
    const reason = (of: Run, options: Partial<LedgerOptions> = {}) => {
      const found = ledger(of, steps, options);
      return found.kind === 'none' ? [found.reason, found.total] : found.kind;
    };
    expect(reason(aRun({ createdAt: null, completedAt: at(9) }))).toEqual(['no_times', null]);
    expect(reason(aRun({ status: 'incomplete' }))).toEqual(['no_wall_time', null]);
    expect(reason(aRun({ completedAt: at(0) }))).toEqual(['too_short', null]);
    expect(reason(aRun({ status: 'in_progress' }), { now: at(-5) })).toEqual(['no_wall_time', null]);
    expect(reason(run, { complete: false })).toEqual(['reading', 41_000]);
    expect(reason(run, { missing: true })).toEqual(['no_steps', 41_000]);
    expect(timeLedger(run, [aStep({ createdAt: null })], { now: NOW, complete: true })).toMatchObject({
      kind: 'none',
      reason: 'no_step_times',
      total: 41_000,
    });
    expect(reason(run)).toBe('parts');
  });

  it('does not call it a queue when a run worked and its steps are not told', () => {
    const worked = aRun({ startedAt: at(16), completedAt: at(17) });
    const none = { now: NOW, complete: true };
    expect(timeLedger(worked, [], none)).toMatchObject({ kind: 'none', reason: 'no_steps', total: 17_000 });
    expect(phaseSegments(worked, [], NOW)).toEqual([{ phase: 'unaccounted', start: at(0), end: at(17) }]);
    const failed = aRun({ status: 'failed', startedAt: at(16), failedAt: at(17) });
    expect(timeLedger(failed, [], none)).toMatchObject({ kind: 'parts', total: 17_000 });
    expect(phaseSegments(failed, [], NOW)[0]).toEqual({ phase: 'queue', start: at(0), end: at(16) });
    const wrote = { ...failed, usage: { ...NO_USAGE, outputTokens: 3 } };
    expect(timeLedger(wrote, [], none)).toMatchObject({ kind: 'none', reason: 'no_steps' });
  });
});
