import { describe, expect, it } from 'vitest';
import { aRun, aStep, codeCall, functionCall } from './domain-fixtures.ts';
import { type ActiveSpan, idleGaps, idleStretches, runIdleStretches } from './gaps.ts';
import { PHASES } from './time-ledger.ts';
import { ms } from './time.ts';

const T = 1_000_000;
const at = (seconds: number) => ms(T + seconds * 1000);
const span = (phase: ActiveSpan['phase'], from: number, to: number, calls?: number): ActiveSpan => ({
  phase,
  start: from * 1000,
  end: to * 1000,
  calls,
});
const bounds = { start: 0, end: 60_000 };

/** Stretches as `from-to reason`. */
const read = (...spans: ActiveSpan[]) =>
  idleStretches(spans, bounds).map(({ start, end, reason }) => `${start / 1000}-${end / 1000} ${reason}`);

describe('idleStretches', () => {
  it('are queue, waiting and nothing, each with its reason', () => {
    expect(read(span('queue', 0, 5), span('model', 6, 10), span('you', 10, 40, 2), span('tool', 42, 50))).toEqual([
      '0-5 queued',
      '5-6 nothing recorded before the first step',
      '10-40 waiting for outputs of 2 tool calls',
      '40-42 unaccounted between steps',
      '50-60 nothing recorded after the last step',
    ]);
    expect(read(span('model', 7, 60))).toEqual(['0-7 nothing recorded before the first step']);
    expect(read()).toEqual(['0-60 nothing recorded']);
    expect(read(span('you', 0, 60, 1))).toEqual(['0-60 waiting for outputs of 1 tool call']);
    expect(read(span('you', 0, 60))).toEqual(['0-60 waiting for outputs']);
  });

  it('end where any span begins or ends, and where something else is on', () => {
    expect(read(span('you', 0, 30, 1), span('you', 20, 60, 2), span('model', 40, 50))).toEqual([
      '0-20 waiting for outputs of 1 tool call',
      '20-30 waiting for outputs of 3 tool calls',
      '30-40 waiting for outputs of 2 tool calls',
      '50-60 waiting for outputs of 2 tool calls',
    ]);
    expect(read(span('unaccounted', 0, 60), span('you', 0, 60, 1))).toEqual([]);
    expect(read(span('you', 0, 60, 1), span('model', 25, 25))).toEqual([
      '0-25 waiting for outputs of 1 tool call',
      '25-60 waiting for outputs of 1 tool call',
    ]);
  });

  it('cover exactly what nothing but queue and waiting covers', () => {
    let seed = 11;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 3000; round++) {
      const spans = Array.from({ length: Math.floor(random() * 7) }, () => {
        const from = Math.floor(random() * 80) - 10;
        const phase = PHASES[Math.floor(random() * PHASES.length)] ?? 'model';
        return span(phase, from, from + Math.floor(random() * 30), 1);
      });
      const stretches = idleStretches(spans, bounds);
      for (let second = 0; second < 60; second++) {
        const t = second * 1000 + 500;
        const idle = spans.every(
          ({ phase, start, end }) => phase === 'queue' || phase === 'you' || t < start || t >= end,
        );
        expect(stretches.some(({ start, end }) => start <= t && t < end)).toBe(idle);
      }
      stretches.forEach(({ start, end, reason }, i) => {
        expect(end).toBeGreaterThan(start);
        expect(start).toBeGreaterThanOrEqual(stretches[i - 1]?.end ?? 0);
        expect(reason).not.toBe('');
        for (const one of spans) {
          for (const edge of [one.start, one.end]) expect(edge > start && edge < end).toBe(false);
        }
      });
    }
  });
});

describe('idleGaps', () => {
  const [stretch] = idleStretches([span('you', 0, 26, 2), span('model', 26, 60)], bounds);
  const all = stretch ? [stretch] : [];

  it('cut a stretch but for 6 % of it, at most 1.5 s, at both ends', () => {
    const [gap] = idleGaps(all, bounds);
    expect(gap).toMatchObject({
      id: 'gap-0',
      start: 1_500,
      end: 24_500,
      hidden: 23_000,
      expanded: false,
      phase: 'you',
    });
    expect(gap?.reason).toBe('waiting for outputs of 2 tool calls');
    const short = idleStretches([span('you', 0, 10, 1), span('model', 10, 60)], bounds);
    expect(idleGaps(short, bounds)).toMatchObject([{ start: 600, end: 9_400, hidden: 8_800 }]);
  });

  it('are only those longer than 2 s and a tenth of the view', () => {
    expect(idleGaps(all, { start: 0, end: 259_000 })).toHaveLength(1);
    expect(idleGaps(all, { start: 0, end: 260_000 })).toEqual([]);
    const two = idleStretches([span('you', 0, 2, 1), span('model', 2, 60)], bounds);
    expect(idleGaps(two, { start: 0, end: 4_000 })).toEqual([]);
  });

  it('stay the same while the view moves, but for one that would be all there is to see', () => {
    expect(idleGaps(all, { start: 20_000, end: 50_000 })).toEqual(idleGaps(all, { start: 30_000, end: 60_000 }));
    expect(idleGaps(all, { start: 5_000, end: 15_000 })).toEqual([]);
    expect(idleGaps(all, { start: 1_000, end: 15_000 })).toHaveLength(1);
  });

  it('are those of the view that was moved here, also where it is longer or shorter now', () => {
    expect(idleGaps(all, { start: 0, end: 260_000, length: 259_000 })).toHaveLength(1);
    expect(idleGaps(all, { start: 0, end: 30_000, length: 260_000 })).toEqual([]);
  });

  it('are marked when the reader opened them', () => {
    expect(idleGaps(all, bounds, { expanded: new Set(['gap-0']) })).toMatchObject([{ id: 'gap-0', expanded: true }]);
  });
});

describe('runIdleStretches', () => {
  const window = (from: number, to: number) => ({ start: at(from), end: at(to) });
  const reasons = (...args: Parameters<typeof runIdleStretches>) =>
    runIdleStretches(...args).map(({ start, end, reason }) => `${(start - T) / 1000}-${(end - T) / 1000} ${reason}`);
  const waits = aStep({
    createdAt: at(8),
    completedAt: at(35),
    calls: [functionCall('a', '', '1'), functionCall('b', '', '1')],
  });
  const writes = aStep({ id: 'm', kind: 'message', createdAt: at(35), completedAt: at(41) });

  it('follow the rules of the ledger', () => {
    const run = aRun({ startedAt: at(35), completedAt: at(41) });
    expect(reasons(run, [waits, writes], window(0, 41))).toEqual([
      '0-8 nothing recorded before the first step',
      '8-35 waiting for outputs of 2 tool calls',
    ]);
    const code = aStep({ createdAt: at(20), completedAt: at(30), calls: [codeCall('')] });
    expect(reasons(aRun({ startedAt: at(18), completedAt: at(30) }), [code], window(0, 30))).toEqual([
      '0-18 queued',
      '18-20 nothing recorded before the first step',
    ]);
  });

  it('leave out what a step did before the run, where clocks differ', () => {
    const run = aRun({ createdAt: at(0), startedAt: null, completedAt: at(10) });
    const early = aStep({ createdAt: at(-20), completedAt: at(-12), calls: [codeCall('1')] });
    expect(reasons(run, [early], window(-20, 10)).map((one) => one.split(' ')[0])).toEqual(['-12-0', '0-10']);
  });

  it('keep the instant of a step whose length is not known', () => {
    const instant = aStep({ id: 'x', createdAt: at(20), calls: [codeCall('')] });
    const run = aRun({ completedAt: at(60) });
    expect(reasons(run, [instant], window(0, 60)).map((one) => one.split(' ')[0])).toEqual(['0-20', '20-60']);
    expect(reasons(aRun({ createdAt: null }), [], window(0, 9))).toEqual(['0-9 nothing recorded']);
  });
});
