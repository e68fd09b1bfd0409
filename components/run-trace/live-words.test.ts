import { expect, test } from 'vitest';
import { NO_NEWS, OFF, type Transport } from '#lib/client/live-state.ts';
import { aRun, aStep } from '#lib/domain/domain-fixtures.ts';
import { ms } from '#lib/domain/time.ts';
import { openTrace } from '#lib/domain/trace-state.ts';
import { liveWord, stalledFor, transportFacts } from './live-words.ts';

const by = (mode: Transport['mode'], why: string | null = null): Transport => ({ ...OFF, mode, why });

test('the word says how a run is followed, and stands out where it is not', () => {
  expect(liveWord(by('events'), NO_NEWS)).toEqual({ word: 'Live', tone: 'live' });
  expect(liveWord(by('connecting'), NO_NEWS).word).toBe('Connecting');
  expect(liveWord(by('polling'), NO_NEWS).tone).toBe('idle');
  expect(liveWord(by('unreachable'), NO_NEWS).word).toBe('Reconnecting');
  expect(liveWord(by('events'), { ...NO_NEWS, problem: 'Too slow.' })).toEqual({ word: 'Not followed', tone: 'wait' });
});

test('it says why text does not type in, and why events are off', () => {
  expect(transportFacts(by('events'), NO_NEWS).source).toContain('only where a stream of this run passes through');
  expect(transportFacts(by('events'), { ...NO_NEWS, streamedAt: 1 }).source).toContain('passes through Runlens: text');
  expect(transportFacts(by('polling', 'Held back.'), NO_NEWS).how).toMatch(/every 2 seconds.*Held back\.$/);
});

test('a run in progress has stalled when nothing was heard for long; one that waits has not', () => {
  const step = aStep({ createdAt: ms(10_000), completedAt: null, status: 'in_progress' });
  const state = (status: string) =>
    openTrace({
      run: aRun({ status, createdAt: ms(0), startedAt: ms(1_000), completedAt: null }),
      steps: { items: [step], nextCursor: null, total: null },
    });
  expect(stalledFor(state('in_progress'), null, 20_000)).toBeNull();
  expect(stalledFor(state('in_progress'), null, 50_000)).toBe(40_000);
  expect(stalledFor(state('in_progress'), 45_000, 50_000)).toBeNull();
  expect(stalledFor(state('requires_action'), null, 50_000)).toBeNull();
  expect(stalledFor(state('queued'), null, 50_000)).toBeNull();
});
