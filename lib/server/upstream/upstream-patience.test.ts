import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../domain/failure.ts';
import { sendJson, startLoopbackHost, stepsRequest } from './loopback-host.ts';

async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FailureError)) throw new Error('no failure', { cause: error });
  return error.failure;
}

describe('retries', () => {
  it('tries again after a reset and a 503, then gives the answer', async () => {
    const { asked, upstream } = await startLoopbackHost((request, response) => {
      if (asked.length === 1) request.socket.resetAndDestroy();
      else if (asked.length === 2) sendJson(response, {}, 503, { 'retry-after-ms': '1' });
      else sendJson(response, [1]);
    });
    expect((await upstream.getJson(stepsRequest())).value).toEqual([1]);
    expect(asked).toHaveLength(3);
  });

  it('gives up after three resets', async () => {
    const { asked, upstream } = await startLoopbackHost((request) => request.socket.resetAndDestroy());
    const failure = await failureOf(upstream.getJson(stepsRequest()));
    expect(failure).toMatchObject({ code: 'upstream_unreachable', message: expect.stringContaining('ECONNRESET') });
    expect(asked).toHaveLength(3);
  });

  it.each([
    [429, { 'retry-after': '60' }, 'rate_limited', 60],
    [503, { 'retry-after-ms': '5001' }, 'overloaded', 6],
  ])('answers %d %j at once', async (status, headers, code, retryAfter) => {
    const { asked, upstream } = await startLoopbackHost((_, response) => sendJson(response, {}, status, headers));
    expect(await failureOf(upstream.getJson(stepsRequest()))).toMatchObject({
      code,
      retryAfter,
      upstreamStatus: status,
    });
    expect(asked).toHaveLength(1);
  });

  it('waits as long as asked when that is short', async () => {
    const started = performance.now();
    const { asked, upstream } = await startLoopbackHost((_, response) =>
      sendJson(response, {}, asked.length === 1 ? 429 : 200, { 'retry-after-ms': '120' }),
    );
    await upstream.getJson(stepsRequest());
    expect(performance.now() - started).toBeGreaterThan(110);
  });

  it('ignores a senseless wait', async () => {
    const { asked, upstream } = await startLoopbackHost((_, response) =>
      sendJson(response, {}, 429, { 'retry-after': '-1' }),
    );
    expect(await failureOf(upstream.getJson(stepsRequest()))).not.toHaveProperty('retryAfter', expect.anything());
    expect(asked).toHaveLength(3);
  });
});

describe('time', () => {
  it('ends a call as a whole', async () => {
    const { upstream, open } = await startLoopbackHost(() => undefined, { limits: { json: 80 } });
    const failure = await failureOf(upstream.getJson(stepsRequest()));
    expect(failure).toMatchObject({ code: 'upstream_timeout', message: expect.stringContaining('within 1 s') });
    await vi.waitFor(() => expect(open()).toBe(0));
  });

  it('ends a call whose headers or body stay out', async () => {
    const limits = { headers: 100, idle: 100 };
    const silent = await startLoopbackHost(() => undefined, { limits });
    const stalled = await startLoopbackHost((_, response) => response.writeHead(200).write('['), { limits });
    const [headers, body] = await Promise.all(
      [silent, stalled].map((host) => failureOf(host.upstream.getJson(stepsRequest()))),
    );
    expect(headers).toMatchObject({ code: 'upstream_timeout', message: expect.stringContaining('did not answer') });
    expect(body).toMatchObject({ code: 'upstream_timeout', message: expect.stringContaining('stopped sending') });
    expect(silent.asked).toHaveLength(1);
  });

  it('ends a wait for a retry', async () => {
    // The wait alone is longer than a test may take.
    const { asked, upstream } = await startLoopbackHost((_, response) => sendJson(response, {}, 500), {
      limits: { json: 1_000, retry: 120_000 },
    });
    expect((await failureOf(upstream.getJson(stepsRequest()))).code).toBe('upstream_error');
    expect(asked).toHaveLength(1);
  });

  it('leaves the source when the asker leaves, while waiting, reading or sleeping', async () => {
    const handlers = [
      () => undefined,
      (_: unknown, response: ServerResponse) => void response.writeHead(200).write('['),
      (_: unknown, response: ServerResponse) => sendJson(response, {}, 500, { 'retry-after': '4' }),
    ];
    for (const handler of handlers) {
      const host = await startLoopbackHost(handler);
      const asker = new AbortController();
      const reading = failureOf(host.upstream.getJson(stepsRequest({ signal: asker.signal })));
      await vi.waitFor(() => expect(host.asked).toHaveLength(1));
      setTimeout(() => asker.abort(), 20);
      expect(await reading).toMatchObject({ code: 'aborted' });
      await vi.waitFor(() => expect(host.open()).toBe(0));
    }
  });

  it('makes no call for an asker who has left already', async () => {
    const { asked, upstream } = await startLoopbackHost((_, response) => sendJson(response, {}));
    expect((await failureOf(upstream.getJson(stepsRequest({ signal: AbortSignal.abort() })))).code).toBe('aborted');
    expect(asked).toEqual([]);
  });
});

it('says what it is when nobody listens there or the host is unknown', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => closed.once('listening', ready));
  const baseUrl = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((done) => closed.close(done));
  const { upstream } = await startLoopbackHost(() => undefined, { baseUrl });
  expect(await failureOf(upstream.getJson(stepsRequest()))).toMatchObject({
    code: 'upstream_unreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

it('calls what is not HTTP invalid, once', async () => {
  const { asked, upstream } = await startLoopbackHost((request) => request.socket.end('SSH-2.0-x\r\n\r\n'));
  expect((await failureOf(upstream.getJson(stepsRequest()))).code).toBe('upstream_invalid');
  expect(asked).toHaveLength(1);
});

it('takes so many calls at once and no more', async () => {
  const waiting: (() => void)[] = [];
  const { upstream } = await startLoopbackHost((_, response) => waiting.push(() => sendJson(response, {})), {
    limits: { calls: 2 },
  });
  const first = [upstream.getJson(stepsRequest()), upstream.getBytes(stepsRequest())];
  expect(await failureOf(upstream.getJson(stepsRequest()))).toMatchObject({ code: 'overloaded', retryAfter: 1 });
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  for (const answer of waiting) answer();
  const [, bytes] = await Promise.all(first);
  await (bytes as { body: ReadableStream }).body.cancel();
  const again = upstream.getJson(stepsRequest());
  await vi.waitFor(() => expect(waiting).toHaveLength(3));
  waiting[2]?.();
  expect((await again).value).toEqual({});
});

it('lets a bug of a handler in this process through as what it is', async () => {
  const handler = async () => {
    throw new TypeError('a bug');
  };
  const { upstream } = await startLoopbackHost(() => undefined, { handler });
  await expect(upstream.getJson(stepsRequest())).rejects.toThrow(TypeError);
});
