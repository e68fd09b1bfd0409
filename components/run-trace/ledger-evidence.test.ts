import { describe, expect, test } from 'vitest';
import { aRun, aStep, codeCall } from '#lib/domain/domain-fixtures.ts';
import { timeLedger } from '#lib/domain/time-ledger.ts';
import { ms } from '#lib/domain/time.ts';
import { partPlace } from './ledger-evidence.ts';

const T = 1_760_000_000_000;
const at = (seconds: number) => ms(T + seconds * 1000);
const code = (id: string, from: number, to: number) =>
  aStep({ id, createdAt: at(from), completedAt: at(to), calls: [codeCall('1')] });

const run = aRun({ createdAt: at(0), startedAt: at(4), completedAt: at(100) });
const ledger = timeLedger(run, [code('a', 4, 10), code('b', 30, 90)], { now: at(100), complete: true });
const onRun = { step: 'run', call: null };

describe('a part of the ledger is seen', () => {
  test('at its first step where it has one', () => {
    expect(partPlace(ledger, 'tool')).toEqual({ target: { step: 'a', call: null }, time: null });
  });

  test('on the bar of the run else, in its longest stretch with some room at both sides', () => {
    expect(partPlace(ledger, 'queue')).toEqual({ target: onRun, time: { from: 0, to: 4_400 } });
    expect(partPlace(ledger, 'unaccounted')).toEqual({ target: onRun, time: { from: 8_000, to: 32_000 } });
  });

  test('on the bar of the run where it took no time, or nothing is known', () => {
    expect(partPlace(ledger, 'you')).toEqual({ target: onRun, time: null });
    const none = timeLedger(aRun({ createdAt: null }), [], { now: at(9), complete: true });
    expect(partPlace(none, 'queue')).toEqual({ target: onRun, time: null });
  });
});
