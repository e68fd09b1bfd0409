import { expect, test } from 'vitest';
import { aRun, aStep, codeCall, functionCall } from './domain-fixtures.ts';
import { NO_STATUS, type Run } from './run.ts';
import type { Step } from './step.ts';
import { countRows, openingRow, rowId, rowTarget, treeRows } from './step-tree.ts';
import { ms } from './time.ts';
import { openTrace } from './trace-state.ts';
import { traceWindow } from './trace-window.ts';

const trace = (items: Step[], nextCursor: string | null = null, last: Step[] | null = null, run: Partial<Run> = {}) =>
  openTrace(
    { run: aRun(run), steps: { items, nextCursor, total: null } },
    last && { items: last.toReversed(), nextCursor: null, total: null },
  );
const message = (id: string) => aStep({ id, kind: 'message', type: 'message_creation', messageId: `msg_${id}` });

test('rows are the run, its steps and their calls', () => {
  const state = trace([aStep({ id: 'a', calls: [functionCall('f'), functionCall('g')] }), message('b')]);
  const rows = treeRows(state, new Map(), false);
  expect(rows.map((row) => [row.id, row.level, row.position, row.setSize, row.expanded])).toEqual([
    ['run', 1, 1, 1, true],
    ['s.a', 2, 1, 2, true],
    ['s.a/0', 3, 1, 2, null],
    ['s.a/1', 3, 2, 2, null],
    ['s.b', 2, 2, 2, null],
  ]);
  expect(countRows(state)).toBe(5);
});

test('folding hides calls; the reader’s folds win over the default', () => {
  const state = trace([aStep({ id: 'a', calls: [codeCall('')] }), aStep({ id: 'b', calls: [codeCall('')] })]);
  expect(treeRows(state, new Map(), true).map((row) => row.id)).toEqual(['run', 's.a', 's.b']);
  const rows = treeRows(state, new Map([['b', false]]), true);
  expect(rows.map((row) => row.id)).toEqual(['run', 's.a', 's.b', 's.b/0']);
  expect(rows.find((row) => row.id === 's.a')?.expanded).toBe(false);
});

test('a hole has a row of its own, and what follows it has no number yet', () => {
  const state = trace([message('a')], 'a', [message('y'), message('z')]);
  const rows = treeRows(state, new Map(), false);
  expect(rows.map((row) => row.kind)).toEqual(['run', 'step', 'reading', 'step', 'step']);
  expect(rows[1]).toMatchObject({ position: 1, setSize: -1 });
  expect(rows[4]).toMatchObject({ position: null, setSize: -1 });
  expect(rows[2]).toMatchObject({ inert: true });
});

test('a row and what it stands for lead to each other', () => {
  const state = trace([aStep({ id: 'a', calls: [codeCall('')] })]);
  for (const row of treeRows(state, new Map(), false)) {
    const target = rowTarget(row);
    expect(target && rowId(target)).toBe(row.id);
  }
  expect(rowId({ step: 'run', call: null })).not.toBe(treeRows(trace([message('run')]), new Map(), false)[1]?.id);
});

test('opens on the first failure, else on the run’s error, else the last message, else the last step', () => {
  const failed = aStep({ id: 'f', status: 'failed' });
  expect(openingRow(trace([message('a'), failed, message('c'), aStep({ id: 'g', status: 'failed' })])).step).toBe('f');
  expect(openingRow(trace([message('a')], 'a', [failed, message('z')])).step).toBe('f');
  const error = { code: 'server_error', message: null, extra: {} };
  expect(openingRow(trace([message('a')], null, null, { status: 'failed', lastError: error })).step).toBe('run');
  expect(openingRow(trace([message('a'), message('b'), aStep({ id: 'c' })])).step).toBe('b');
  for (const status of ['in_progress', 'cancelled', 'expired']) {
    const open = aStep({ id: 'q', status });
    expect(openingRow(trace([message('a'), open, message('b')])).step).toBe('b');
    expect(openingRow(trace([message('a'), open, failed])).step).toBe('f');
    expect(openingRow(trace([message('a'), open], null, null, { status: 'requires_action' })).step).toBe('a');
  }
  expect(openingRow(trace([aStep({ id: 'c' }), aStep({ id: 'd' })])).step).toBe('d');
  expect(openingRow(trace([])).step).toBe('run');
});

test('the window spans run and steps, grows with the clock, and is never empty', () => {
  const run = aRun({ createdAt: ms(10_000), completedAt: ms(20_000) });
  const late = aStep({ createdAt: ms(12_000), completedAt: ms(21_000) });
  expect(traceWindow(run, [late], ms(99_000))).toEqual({ start: 10_000, end: 21_000 });
  expect(traceWindow(aRun({ createdAt: ms(10_000), status: 'in_progress' }), [], ms(99_000))?.end).toBe(99_000);
  expect(traceWindow(aRun({ createdAt: ms(10_000), completedAt: ms(10_000) }), [], ms(0))?.end).toBe(11_000);
  expect(traceWindow(aRun({ createdAt: null }), [aStep()], ms(99_000))).toBeNull();
  expect(traceWindow(aRun({ createdAt: null }), [late], ms(99_000))?.start).toBe(12_000);
  const pieces = aRun({ createdAt: null, status: NO_STATUS });
  expect(traceWindow(pieces, [late], ms(99_000))).toEqual({ start: 12_000, end: 21_000 });
});
