import { describe, expect, test, vi } from 'vitest';
import { createSampleHandler } from './handler.ts';
import { allRuns, allSteps, type SampleClient, sampleAt, type WireRun, type WireStep } from './sample-client.ts';

vi.setConfig({ testTimeout: 30_000 });

const RUN_STATUSES =
  'cancelled cancelling completed expired failed in_progress incomplete queued requires_action'.split(' ');
const STEP_STATUSES = 'cancelled completed expired failed in_progress'.split(' ');

const sorted = (words: string[]) => [...new Set(words)].toSorted((a, b) => a.localeCompare(b));

const isLive = (run: WireRun) => !run.completed_at && !run.failed_at && !run.cancelled_at && run.status !== 'expired';

describe.each([
  '2026-11-21T00:01:00Z',
  '2026-11-21T12:00:00Z',
  '2026-11-21T23:59:00Z',
  '2026-12-01T00:00:30Z',
  '2027-03-01T10:12:13Z',
  '2028-02-29T14:32:20Z',
])('at %s', (at) => {
  const client = sampleAt(at);
  const now = Date.parse(at) / 1000;

  test('enough of everything, of the last two days', async () => {
    const threads = await client.all('/threads');
    const runs = await allRuns(client);
    expect(threads.length).toBeGreaterThanOrEqual(20);
    expect(runs.length).toBeGreaterThanOrEqual(60);
    expect(sorted(runs.map((run) => run.assistant_id))).toHaveLength(5);
    for (const { created_at } of [...threads, ...runs]) {
      expect(created_at).toBeLessThanOrEqual(now);
      expect(created_at).toBeGreaterThan(now - 2 * 86_400);
    }
  });

  test('every status', async () => {
    const runs = await allRuns(client);
    expect(sorted(runs.map((run) => run.status))).toEqual(RUN_STATUSES);
    const steps = await allSteps(client, runs);
    expect(sorted(steps.map((step) => step.status))).toEqual(STEP_STATUSES);
    expect(sorted(steps.map((step) => step.type))).toEqual(['activities', 'message_creation', 'tool_calls']);
    const waiting = runs.filter((run) => run.status === 'requires_action');
    expect(JSON.stringify(waiting)).toMatch(/"submit_tool_outputs":\{"tool_calls":\[\{[^[]*\},\{[^[]*\}\]\}/);
  });

  test('every instant of the future is unknown', async () => {
    const runs = await allRuns(client);
    const steps = await allSteps(client, runs);
    for (const object of [...runs, ...steps]) {
      for (const key of ['started_at', 'completed_at', 'failed_at', 'cancelled_at', 'created_at']) {
        expect(Number(object[key] ?? 0)).toBeLessThanOrEqual(now);
      }
    }
  });
});

test('at every second one run of each unfinished kind is under way', async () => {
  const from = Date.parse('2026-11-20T23:55:00Z');
  let now = from;
  const handler = createSampleHandler({ now: () => now });
  const read = async (path: string) =>
    (await (await handler(new Request(`http://s.invalid${path}`))).json()) as { data: WireRun[] };
  const gaps: string[] = [];
  for (let second = 0; second < 600; second++) {
    now = from + second * 1000;
    const { data: threads } = await read('/threads?limit=12');
    const pages = await Promise.all(threads.map((thread) => read(`/threads/${thread.id}/runs`)));
    const live = pages.flatMap((page) => page.data).filter(isLive);
    const there = sorted(live.map((run) => run.status)).join(' ');
    if (there !== 'cancelling in_progress queued requires_action') gaps.push(`${new Date(now).toISOString()} ${there}`);
  }
  expect(gaps).toEqual([]);
});

test('the run in progress grows, and its finished steps stay as they are', async () => {
  const start = Math.ceil(Date.parse('2026-11-21T09:00:00Z') / 540_000) * 540_000;
  const find = async (client: SampleClient) =>
    (await allRuns(client)).find((run) => run.status === 'in_progress' && run.model === 'gpt-5-mini');
  const run = await find(sampleAt(start + 60_000));
  const path = `/threads/${run?.thread_id}/runs/${run?.id}/steps`;
  let before: WireStep[] = [];
  let emptyCalls = 0;
  for (const second of [30, 60, 90, 150, 152, 154, 156, 240, 400, 500]) {
    const steps = await sampleAt(start + second * 1000).all<WireStep>(path);
    expect(steps.length).toBeGreaterThanOrEqual(before.length);
    expect(steps.filter((step) => step.status === 'in_progress')).toHaveLength(1);
    expect(steps.at(-1)).toMatchObject({ status: 'in_progress', usage: null });
    expect(steps.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
    if (JSON.stringify(steps.at(-1)).includes('"tool_calls":[]')) emptyCalls++;
    before = steps;
  }
  expect(before.length).toBeGreaterThan(12);
  expect(emptyCalls).toBeGreaterThan(0);
  const ended = (await sampleAt(start + 560_000).get(`/threads/${run?.thread_id}/runs/${run?.id}`)).body;
  expect(ended.status).toBe('completed');
});

test('after their slot the other live runs end in a sensible way', async () => {
  const at = Date.parse('2026-11-21T16:03:00Z');
  const live = (await allRuns(sampleAt(at))).filter(isLive);
  const later = sampleAt(at + 1_500_000);
  const ends = await Promise.all(live.map((run) => later.get(`/threads/${run.thread_id}/runs/${run.id}`)));
  for (const [i, { body }] of ends.entries()) {
    const expected: { [status: string]: string[] } = {
      in_progress: ['completed'],
      queued: ['completed'],
      requires_action: ['completed', 'expired'],
      cancelling: ['cancelled'],
    };
    expect(expected[live[i]?.status ?? '']).toContain(body.status);
  }
});
