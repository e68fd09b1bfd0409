import { describe, expect, test } from 'vitest';
import { aRun, aStep, codeCall, functionCall } from '#lib/domain/domain-fixtures.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import { timeLedger } from '#lib/domain/time-ledger.ts';
import { ms } from '#lib/domain/time.ts';
import { traceWindow } from '#lib/domain/trace-window.ts';
import { SLOT } from '../../timeline/timeline-data.ts';
import { openEnds, runSegments, stepSegments } from '../phases.ts';
import { minimapRows } from './minimap-rows.ts';
import { traceTimeline } from './trace-timeline.ts';

const T = 1_760_000_000_000;
const at = (seconds: number) => ms(T + seconds * 1000);
const NOW = at(100);

const step = (id: string, from: number, to: number | null, change: Partial<Step> = {}) =>
  aStep({ id, createdAt: at(from), completedAt: to === null ? null : at(to), ...change });
const waiting = (id: string, from: number, to: number | null, change: Partial<Step> = {}) =>
  step(id, from, to, { calls: [functionCall('a', '{}', '1'), functionCall('b', '{}', '1')], ...change });

function timelineOf(steps: Step[], run: Partial<Run> = {}, reading = false, left = false) {
  const whole = aRun({ createdAt: at(0), completedAt: at(41), ...run });
  return traceTimeline({ steps, reading }, { run: whole, clock: NOW, left, window: traceWindow(whole, steps, NOW) });
}

const STEPS = [
  step('a', 0, 8, { calls: [codeCall('1')] }),
  waiting('b', 8, 35),
  step('c', 35, 41, { kind: 'message', type: 'message_creation', messageId: 'm' }),
];
const NONE = new Set<string>();
const WHOLE = { start: at(0), end: at(41) };

describe('the timeline of a run', () => {
  test('has a gap with its length and reason', () => {
    expect(timelineOf(STEPS).gapsOf(WHOLE, NONE)).toEqual([
      expect.objectContaining({
        id: `gap-${at(8)}`,
        start: at(9.5),
        end: at(33.5),
        text: '24\u202fs',
        reason: 'Waiting for outputs of 2 tool calls',
        expanded: false,
      }),
    ]);
    const opened = timelineOf(STEPS).gapsOf(WHOLE, new Set([`gap-${at(8)}`]));
    expect(opened.map((gap) => gap.expanded)).toEqual([true]);
  });

  test('has none while steps are still read', () => {
    const timeline = timelineOf(STEPS, {}, true);
    expect([timeline.reading, timeline.gapsOf(WHOLE, NONE)]).toEqual([true, []]);
  });

  test('has lines where outputs were asked for and came, where it failed, and now', () => {
    const lines = (run: Partial<Run>) => timelineOf(STEPS, run).events.map((event) => [event.at, event.minor]);
    expect(lines({})).toEqual([
      [at(8), true],
      [at(35), true],
    ]);
    expect(lines({ status: 'failed', completedAt: null, failedAt: at(41) }).at(-1)).toEqual([at(41), false]);
    expect(lines({ status: 'in_progress', completedAt: null }).at(-1)).toEqual([NOW, false]);
  });

  test('ends now while the run goes on', () => {
    expect(timelineOf(STEPS, { status: 'in_progress', completedAt: null })).toMatchObject({ live: true, end: NOW });
    expect(timelineOf(STEPS)).toMatchObject({ live: false, end: at(41), zero: at(0) });
  });

  test('has no end to follow, and no line of now, where the run was only last seen before it ended', () => {
    const seen = timelineOf(STEPS, { status: 'in_progress', completedAt: null }, false, true);
    expect(seen.live).toBe(false);
    expect(seen.events.map((event) => event.at)).not.toContain(NOW);
  });

  test('has a slot for each step where no step has a time', () => {
    const order = { orderOnly: true, live: false, zero: 0, start: 0, end: 3 * SLOT, events: [] };
    const untimed = STEPS.map((each): Step => ({ ...each, createdAt: null, completedAt: null }));
    expect(timelineOf(untimed)).toMatchObject(order);
    expect(timelineOf(untimed, { createdAt: null, completedAt: null, status: 'in_progress' })).toMatchObject(order);
    expect(timelineOf(untimed.with(1, STEPS[1] ?? waiting('b', 8, 35))).orderOnly).toBe(false);
    expect(timelineOf([]).orderOnly).toBe(false);
  });
});

describe('bars', () => {
  const live = aRun({ createdAt: at(0), status: 'in_progress', completedAt: null });
  const ended = aRun({ createdAt: at(0), status: 'expired', completedAt: null, expiresAt: at(600) });

  test('grow apart from what has ended', () => {
    const steps = [STEPS[0] ?? step('a', 0, 8), step('d', 8, null, { status: 'in_progress', calls: [codeCall('1')] })];
    const bar = runSegments(live, steps, NOW);
    expect(bar.map(({ start, end }) => [start, end])).toEqual([
      [at(0), at(8)],
      [at(8), NOW],
    ]);
    expect(bar.map(({ look }) => look.includes('pulse'))).toEqual([false, true]);
    expect(bar.map(({ look }) => look.split(' ')[0])).toEqual(['ph-tool', 'ph-tool']);
    const later = runSegments(live, steps, at(200));
    expect(later[0]).toEqual(bar[0]);
  });

  test('have the phases of the ledger, also where nothing is on', () => {
    const steps = [
      waiting('b', 8, 35),
      step('c', 35, 41, { kind: 'message' }),
      step('d', 50, null, { status: 'in_progress', calls: [codeCall('1')] }),
    ];
    const told = timeLedger(live, steps, { now: NOW, complete: true });
    const looks = runSegments(live, steps, NOW).map(({ start, end, look }) => [look.split(' ')[0], start, end]);
    expect(looks).toEqual(
      told.kind === 'parts' ? told.segments.map((one) => [`ph-${one.phase}`, one.start, one.end]) : [],
    );
    expect(looks.map(([look]) => look)).toEqual(['ph-unaccounted', 'ph-you', 'ph-model', 'ph-unaccounted', 'ph-tool']);
  });

  test('of a run that has ended do not', () => {
    expect(
      runSegments(aRun({ createdAt: at(0), completedAt: at(41) }), STEPS, NOW).some(({ look }) =>
        look.includes('pulse'),
      ),
    ).toBe(false);
  });

  test('of steps that ended without saying when reach as far as the ledger counts', () => {
    const steps = [STEPS[0] ?? step('a', 0, 8), waiting('b', 8, null, { status: 'expired' })];
    const open = openEnds(ended, steps, at(600));
    expect([...open]).toEqual([['b', at(600)]]);
    expect(stepSegments(steps[1] ?? step('b', 8, null), ended, at(600))).toEqual([
      { start: at(8), end: at(600), look: 'ph-you' },
    ]);
    expect(stepSegments(step('x', 8, null), ended, null)).toMatchObject([{ start: at(8), end: at(8) }]);
    const endless = aRun({ status: 'expired', createdAt: at(0) });
    const failed = waiting('a', 3, null, { status: 'failed' });
    expect([...openEnds(endless, [failed, ...steps.slice(1)], at(8))]).toEqual([['a', at(8)]]);
    const going = waiting('a', 3, null, { status: 'in_progress' });
    expect([...openEnds(endless, [going, step('b', 8, 9)], at(9))]).toEqual([]);
    expect([...openEnds(live, [going], at(9))]).toEqual([['a', at(9)]]);
  });
});

test('the minimap keeps the order of the list, also within one second', () => {
  const steps = [step('b', 5, 5), step('a', 5, 5), step('z', 5, 6, { status: 'failed' }), step('c', 5, 5)];
  const rows = minimapRows(steps, [], { open: new Map(), orderOnly: false });
  const marks: number[][] = [];
  rows.walk((row, start, end, look) => marks.push([row, start - T, end - T, look]));
  expect(rows.count).toBe(5);
  expect(marks.map(([row, start, end]) => [row, start, end])).toEqual([
    [1, 5_000, 5_000],
    [2, 5_000, 5_000],
    [3, 5_000, 6_000],
    [4, 5_000, 5_000],
  ]);
  expect(marks.map(([, , , look]) => look === 5)).toEqual([false, false, true, false]);
});
