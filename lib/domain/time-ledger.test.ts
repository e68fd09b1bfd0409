import { describe, expect, it } from 'vitest';
import { aRun, aStep, codeCall, functionCall, otherCall, searchCall } from './domain-fixtures.ts';
import type { Step } from './step.ts';
import { phaseSegments, stepPhase } from './time-ledger.ts';
import { ms } from './time.ts';

const T = 1_000_000;
const at = (seconds: number) => ms(T + seconds * 1000);
const NOW = at(500);

function lengths(run: Parameters<typeof phaseSegments>[0], steps: Step[]): string[] {
  return phaseSegments(run, steps, NOW).map(
    (part) => `${part.phase} ${(part.start - T) / 1000}-${(part.end - T) / 1000}`,
  );
}

const message = (from: number, to: number) =>
  aStep({ kind: 'message', type: 'message_creation', createdAt: at(from), completedAt: at(to) });
const tools = (from: number, to: number, ...calls: Step['calls']) =>
  aStep({ createdAt: at(from), completedAt: at(to), calls });

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
  });

  it('never overlaps, never passes the end, merges neighbours of one phase', () => {
    const run = aRun({ completedAt: at(10) });
    expect(lengths(run, [tools(0, 6, codeCall('1')), tools(4, 8, searchCall(1)), message(7, 40)])).toEqual([
      'tool 0-8',
      'model 8-10',
    ]);
  });

  it('sums to the wall time whatever the steps say', () => {
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 300; round++) {
      const wall = Math.floor(random() * 100);
      const run = aRun({ startedAt: at(random() * 20), completedAt: at(wall) });
      const steps = Array.from({ length: Math.floor(random() * 8) }, () => {
        const from = random() * 130 - 15;
        const kinds = [codeCall('x'), functionCall('f'), searchCall(1), otherCall('mcp')];
        const call = kinds[Math.floor(random() * 4)];
        return tools(from, from + random() * 30 - 3, ...(call ? [call] : []));
      });
      const parts = phaseSegments(run, steps, NOW);
      expect(parts.reduce((sum, part) => sum + part.end - part.start, 0)).toBeCloseTo(wall * 1000, 5);
      parts.forEach((part, i) => {
        expect(part.end).toBeGreaterThan(part.start);
        if (i > 0) expect(part.start).toBe(parts[i - 1]?.end);
      });
    }
  });

  it('gives nothing without times and the queue for a run that waits', () => {
    expect(lengths(aRun({ createdAt: null }), [message(1, 2)])).toEqual([]);
    expect(lengths(aRun({ status: 'queued' }), [])).toEqual(['queue 0-500']);
  });
});

it('counts mixed and unknown tools as unaccounted', () => {
  expect(stepPhase(tools(0, 1, codeCall('1'), searchCall(0)))).toBe('tool');
  expect(stepPhase(tools(0, 1, codeCall('1'), functionCall('f')))).toBe('unaccounted');
  expect(stepPhase(tools(0, 1, otherCall('mcp')))).toBe('unaccounted');
  expect(stepPhase(tools(0, 1))).toBe('unaccounted');
});
