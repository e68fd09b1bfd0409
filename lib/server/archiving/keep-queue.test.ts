import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeepQueue, type KeepJob } from './keep-queue.ts';
import type { KeepResult } from './keep-run.ts';

const job = (key: string, origin: KeepJob['origin'] = 'walk', source = 's') => ({ source, key, origin });

function aQueue(pace: Parameters<typeof createKeepQueue>[1] = {}) {
  const begun: string[] = [];
  const signals: AbortSignal[] = [];
  const under: ((result: KeepResult) => void)[] = [];
  const queue = createKeepQueue(({ key }, signal) => {
    begun.push(key);
    signals.push(signal);
    return new Promise((resolve) => under.push(resolve));
  }, pace);
  const end = async (result: KeepResult = { state: 'whole' }) => {
    under.shift()?.(result);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { queue, begun, signals, end };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the queue', () => {
  it('reads two viewed runs at once, one of the background, and viewed ones first', async () => {
    const { queue, begun, end } = aQueue();
    for (const key of ['w1', 'w2', 'w3']) queue.add(job(key));
    expect(begun).toEqual(['w1']);
    for (const key of ['v1', 'v2']) queue.add(job(key, 'view'));
    expect(begun).toEqual(['w1', 'v1']);
    await end();
    expect(begun).toEqual(['w1', 'v1', 'v2']);
    expect(queue.length).toBe(4);
  });

  it('pauses between runs of the background', async () => {
    const { queue, begun, end } = aQueue();
    queue.add(job('w1'));
    queue.add(job('w2'));
    await end();
    expect(begun).toEqual(['w1']);
    await vi.advanceTimersByTimeAsync(200);
    expect(begun).toEqual(['w1', 'w2']);
  });

  it('has each run once, and lets a view overtake the walk', async () => {
    const { queue, begun, end } = aQueue({ atOnce: 1 });
    queue.add(job('v0', 'view'));
    for (const key of ['w1', 'w2', 'w2', 'v0']) queue.add(job(key));
    queue.add(job('w2', 'view'));
    queue.add(job('w2'));
    expect(queue.length).toBe(3);
    await end();
    expect(begun).toEqual(['v0', 'w2']);
    await end();
    expect(begun).toEqual(['v0', 'w2', 'w1']);
    await end();
    expect(queue.length).toBe(0);
  });

  it('tries again what was not to be had, not for ever, and leaves a source alone that asks for it', async () => {
    const { queue, begun, end } = aQueue({ again: 1000, viewedAgain: 100, pause: 0 });
    queue.add(job('a', 'view'));
    await end({ state: 'later', retryAfter: null });
    await vi.advanceTimersByTimeAsync(101);
    expect(begun).toEqual(['a', 'a']);
    await end({ state: 'later', retryAfter: null });
    await vi.advanceTimersByTimeAsync(1001);
    await end({ state: 'later', retryAfter: null });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(begun).toEqual(['a', 'a', 'a']);
    queue.add(job('b', 'view'));
    await end({ state: 'later', retryAfter: 30 });
    queue.add(job('c', 'view'));
    queue.add(job('d', 'view', 'other'));
    await vi.advanceTimersByTimeAsync(29_000);
    expect(begun.slice(3)).toEqual(['b', 'd']);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(begun.slice(3).sort()).toEqual(['b', 'c', 'd']);
  });

  it('is bounded for the walk and not for those who look', () => {
    const { queue } = aQueue({ most: 2 });
    for (const key of ['1', '2', '3', '4', '5']) queue.add(job(key));
    expect(queue.length).toBe(3);
    queue.add(job('v', 'view'));
    expect(queue.length).toBe(4);
  });

  it('ends what is under way when it is stopped', async () => {
    const { queue, begun, signals, end } = aQueue();
    queue.add(job('a', 'view'));
    queue.add(job('w'));
    queue.add(job('x'));
    queue.stop();
    expect(signals.every((signal) => signal.aborted)).toBe(true);
    await end();
    queue.add(job('b', 'view'));
    await vi.advanceTimersByTimeAsync(100_000);
    expect(begun).toEqual(['a', 'w']);
  });
});
