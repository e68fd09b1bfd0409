import { expect, test, vi } from 'vitest';
import { allMessages, allRuns, allSteps, runLike, sampleAt } from './sample-client.ts';

vi.setConfig({ testTimeout: 30_000 });

test('two instances say the same', async () => {
  const [a, b] = [sampleAt('2026-11-21T12:34:56Z'), sampleAt('2026-11-21T12:34:56Z')];
  const runs = await allRuns(a);
  // Read in another order, so that nothing depends on what was told first.
  const others = (await allRuns(b)).toReversed();
  expect(others.toReversed()).toEqual(runs);
  expect(await allSteps(b, runs)).toEqual(await allSteps(a, runs));
  expect(await allMessages(b)).toEqual(await allMessages(a));
});

test('what has ended stays as it is, for the whole day and for a week', async () => {
  const early = sampleAt('2026-11-21T00:20:00Z');
  const runs = (await allRuns(early)).filter((run) => run.completed_at || run.failed_at || run.cancelled_at);
  expect(runs.length).toBeGreaterThan(50);
  for (const at of ['2026-11-21T12:00:00Z', '2026-11-21T23:59:59Z', '2026-11-22T00:00:01Z', '2026-11-25T06:00:00Z']) {
    const later = sampleAt(at);
    for (const run of runs) {
      const { status, body } = await later.get(`/threads/${run.thread_id}/runs/${run.id}`);
      expect(status, `${run.id} at ${at}`).toBe(200);
      expect(body).toEqual(run);
    }
  }
});

test('permalinks of yesterday and of the day before open, with steps, messages and files', async () => {
  const then = sampleAt('2026-11-19T15:00:00Z');
  const runs = await allRuns(then);
  const run = runLike(runs, 'run_Qm4T');
  const path = `/threads/${run.thread_id}/runs/${run.id}`;
  const steps = await then.all(`${path}/steps`);
  expect(steps).toHaveLength(7);
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-26']) {
    const now = sampleAt(`${day}T14:00:00Z`);
    expect(await now.all(`${path}/steps`)).toEqual(steps);
    expect((await now.get(`${path}/steps/${steps[3]?.id ?? ''}`)).body).toEqual(steps[3]);
    expect((await now.get(`/threads/${run.thread_id}`)).status).toBe(200);
    const image = /"file_id":"(file-P0sL[^"]*)"/.exec(JSON.stringify(steps))?.[1];
    expect((await now.get(`/files/${image ?? ''}`)).body).toMatchObject({
      id: image,
      filename: 'churn_by_segment.png',
    });
  }
  const gone = sampleAt('2026-11-27T00:00:00Z');
  expect((await gone.get(`/threads/${run.thread_id}`)).status).toBe(404);
});

test('nothing can be opened before it exists', async () => {
  const runs = await allRuns(sampleAt('2026-11-21T15:00:00Z'));
  const churn = runLike(runs, 'run_Qm4T');
  const early = sampleAt('2026-11-21T14:25:00Z');
  expect((await early.get(`/threads/${churn.thread_id}`)).status).toBe(200);
  expect((await early.get(`/threads/${churn.thread_id}/runs/${churn.id}`)).status).toBe(404);
});

test('ids look like the protocol’s', async () => {
  const client = sampleAt('2026-11-21T12:00:00Z');
  const runs = await allRuns(client);
  const steps = await allSteps(client, runs);
  const messages = await allMessages(client);
  const ids = [...runs, ...steps, ...messages].map((object) => object.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const run of runs) {
    expect(run.id).toMatch(/^run_[0-9A-Za-z]{24}$/);
    expect(run.thread_id).toMatch(/^thread_[0-9A-Za-z]{24}$/);
  }
  for (const step of steps) expect(step.id).toMatch(/^step_[0-9A-Za-z]{24}$/);
  for (const message of messages) expect(message.id).toMatch(/^msg_[0-9A-Za-z]{24}$/);
  for (const call of JSON.stringify(steps).matchAll(/"(call_[^"]*)"/g))
    expect(call[1]).toMatch(/^call_[0-9A-Za-z]{24}$/);
});
