import { expect, it } from 'vitest';
import type { FailureCode } from '../../domain/failure.ts';
import { isFailure } from '../../domain/failure.ts';
import { sendJson, startLoopbackHost, stepsRequest } from './loopback-host.ts';
import type { Upstream, UpstreamRequest } from './upstream-fetch.ts';

const RUN = ['threads', 'thread_1', 'runs', 'run_1'];

async function codeOf(upstream: Upstream, more: Partial<UpstreamRequest> = {}): Promise<FailureCode | null> {
  try {
    await upstream.getJson(stepsRequest(more));
    return null;
  } catch (error) {
    if (isFailure(error)) return error.failure.code;
    throw error;
  }
}

/** A host whose steps and runs answer these statuses. */
function hostOf(status: { steps: number; run: number }) {
  return startLoopbackHost((request, response) =>
    sendJson(response, {}, request.url?.endsWith('/steps') ? status.steps : status.run),
  );
}

it.each([405, 501])('%d switches off at once, and then no call leaves', async (steps) => {
  const { asked, upstream, connection } = await hostOf({ steps, run: 200 });
  expect(await codeOf(upstream)).toBe('capability_missing');
  expect(await codeOf(upstream)).toBe('capability_missing');
  expect(asked).toHaveLength(1);
  expect(await codeOf(upstream, { capability: 'run', path: RUN })).toBeNull();
  connection.capabilities.forget();
  await codeOf(upstream);
  expect(asked).toHaveLength(3);
});

it('404 switches off only while the object above answers', async () => {
  const gone = await hostOf({ steps: 404, run: 404 });
  expect(await codeOf(gone.upstream, { parent: RUN })).toBe('not_found');
  expect(gone.asked).toEqual(['GET /v1/threads/thread_1/runs/run_1/steps', 'GET /v1/threads/thread_1/runs/run_1']);
  expect(await codeOf(gone.upstream, { parent: RUN })).toBe('not_found');
  const lacking = await hostOf({ steps: 404, run: 200 });
  expect(await codeOf(lacking.upstream, { parent: RUN })).toBe('capability_missing');
});

it('502 switches off after retries on two different objects', async () => {
  const { asked, upstream } = await hostOf({ steps: 502, run: 200 });
  expect(await codeOf(upstream, { object: 'run_1', parent: RUN })).toBe('upstream_error');
  expect(asked).toHaveLength(3);
  expect(await codeOf(upstream, { object: 'run_1', parent: RUN })).toBe('upstream_error');
  expect(await codeOf(upstream, { object: 'run_2', parent: RUN })).toBe('capability_missing');
  expect(asked).toHaveLength(10);
});

it('an outage of the whole host switches nothing off', async () => {
  const { upstream, connection } = await hostOf({ steps: 502, run: 502 });
  for (const object of ['run_1', 'run_2', 'run_3']) {
    expect(await codeOf(upstream, { object, parent: RUN })).toBe('upstream_error');
  }
  expect(connection.capabilities.states().some((one) => one.state === 'missing')).toBe(false);
});

it('a success marks available', async () => {
  const { upstream, connection } = await hostOf({ steps: 200, run: 200 });
  expect(await codeOf(upstream)).toBeNull();
  expect(connection.capabilities.states().find((one) => one.name === 'steps')?.state).toBe('available');
});
