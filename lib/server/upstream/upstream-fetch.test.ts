import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { FailureError } from '../../domain/failure.ts';
import { sendJson, startLoopbackHost, stepsRequest } from './loopback-host.ts';
import { knowSecret } from './redact-secrets.ts';

/** The failure of a promise that must fail. */
async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FailureError)) throw new Error('no failure', { cause: error });
  return error.failure;
}

describe('what leaves', () => {
  it('is built from nothing: prefix, encoded query, fixed parameters, configured headers', async () => {
    let headers: Record<string, unknown> = {};
    const { asked, upstream } = await startLoopbackHost(
      (request, response) => {
        headers = request.headers;
        sendJson(response, { ok: true });
      },
      {
        query: { 'api-version': 'v1', order: 'asc' },
        dialectHeaders: { 'OpenAI-Beta': 'assistants=v2', 'x-protocol': '1' },
        headers: { 'openai-beta': null, 'x-team': 'a' },
        authorization: { headers: async () => ({ authorization: 'Bearer key' }), rejected: () => undefined },
      },
    );
    const query = [
      ['include[]', 'a[*].b'],
      ['order', 'desc'],
    ] as const;
    expect(await upstream.getJson(stepsRequest({ query }))).toEqual({ value: { ok: true }, text: '{"ok":true}' });
    expect(asked).toEqual([
      'GET /v1/threads/thread_1/runs/run_1/steps?api-version=v1&order=asc&include%5B%5D=a%5B*%5D.b',
    ]);
    expect(headers).toMatchObject({ authorization: 'Bearer key', 'x-team': 'a', 'x-protocol': '1' });
    expect(headers).toMatchObject({ accept: 'application/json', 'accept-encoding': 'identity' });
    expect(headers['openai-beta']).toBeUndefined();
  });

  it.each(['..', '.', '', 'a/b', 'a%2fb', 'a b', 'a\\b', 'a;b', 'x'.repeat(129), 'ü', 'a\u0000'])(
    'is nothing when a path segment is %j',
    async (segment) => {
      const { asked, upstream } = await startLoopbackHost((_, response) => sendJson(response, {}));
      expect(await failureOf(upstream.getJson(stepsRequest({ path: ['threads', segment] })))).toMatchObject({
        code: 'invalid_id',
      });
      expect(asked).toEqual([]);
    },
  );
});

describe('what a status means', () => {
  it.each([
    [400, 'upstream_rejected', 1],
    [401, 'upstream_auth', 1],
    [403, 'upstream_auth', 1],
    [404, 'not_found', 1],
    [410, 'not_found', 1],
    [422, 'upstream_rejected', 1],
    [418, 'upstream_error', 1],
    [408, 'upstream_error', 3],
    [409, 'upstream_error', 3],
    [429, 'rate_limited', 3],
    [500, 'upstream_error', 3],
    [505, 'upstream_error', 1],
  ])('%d is %s after %d tries', async (status, code, tries) => {
    const { asked, upstream } = await startLoopbackHost((_, response) =>
      sendJson(response, { error: { message: 'Because.', code: 'x' } }, status, { 'x-request-id': 'req_1' }),
    );
    const failure = await failureOf(upstream.getJson(stepsRequest()));
    expect(failure).toMatchObject({ code, upstreamStatus: status, upstreamRequestId: 'req_1' });
    expect(failure.message).toMatch(/^Production .* It says: Because\.$/);
    expect(asked).toHaveLength(tries);
  });

  it.each([
    ['{"error":{"code":"c","message":"Azure says no"}}', 'Azure says no'],
    ['{"statusCode":500,"message":"gateway"}', 'gateway'],
    ['{"error":"plain"}', 'plain'],
    ['{"detail":"fast"}', 'fast'],
  ])('%s is quoted', async (body, text) => {
    const { upstream } = await startLoopbackHost((_, response) => sendJson(response, body, 400));
    expect((await failureOf(upstream.getJson(stepsRequest()))).message).toContain(`It says: ${text}`);
  });

  it('shows no body that is not JSON, no id that is not one, and no key', async () => {
    const key = 'my-very-own-key/1234';
    knowSecret(key);
    const html = await startLoopbackHost((_, response) => {
      response.writeHead(400, { 'x-request-id': 'a<b>' }).end(`<html>${key}</html>`);
    });
    const failure = await failureOf(html.upstream.getJson(stepsRequest()));
    expect(failure.message).not.toContain('html');
    expect(failure.upstreamRequestId).toBeUndefined();
    const echo = await startLoopbackHost((_, response) =>
      sendJson(response, { error: { message: `bad key ${key} or sk-abcdef123456 ${'x'.repeat(5000)}` } }, 400),
    );
    const { message } = await failureOf(echo.upstream.getJson(stepsRequest()));
    expect(message).toContain('bad key [redacted] or [redacted] xxx');
    expect(message.length).toBeLessThan(1_100);
  });

  it('does not follow redirects', async () => {
    const { asked, upstream } = await startLoopbackHost((_, response) => {
      response.writeHead(302, { location: '/v1/elsewhere' }).end();
    });
    const failure = await failureOf(upstream.getJson(stepsRequest()));
    expect(failure).toMatchObject({ code: 'upstream_error', upstreamStatus: 302 });
    expect(asked).toHaveLength(1);
  });
});

describe('what arrives', () => {
  it('replaces the own key in the text before it is parsed', async () => {
    knowSecret('another+key/5678');
    const { upstream } = await startLoopbackHost((_, response) =>
      sendJson(response, '{"a":"another\\u002Bkey/5678!"}'),
    );
    expect(await upstream.getJson(stepsRequest())).toEqual({
      value: { a: '[redacted]!' },
      text: '{"a":"[redacted]!"}',
    });
  });

  it.each([
    ['a web page', '<!doctype html><p>', 'web page instead of JSON'],
    ['no JSON', '{"a":', 'not valid JSON'],
    ['nothing', '', 'is empty'],
    ['deep JSON', '['.repeat(5_000_000), 'deeper than 200 levels'],
  ])('refuses %s with status 200', async (_, body, why) => {
    const { upstream, connection } = await startLoopbackHost((_request, response) => sendJson(response, body));
    const failure = await failureOf(upstream.getJson(stepsRequest()));
    expect(failure).toMatchObject({ code: 'upstream_invalid', upstreamStatus: 200 });
    expect(failure.message).toContain(why);
    expect(connection.capabilities.states().every((one) => one.state === 'unknown')).toBe(true);
  });

  it('leaves out only what nests too deeply', async () => {
    const deep = `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`;
    const body = `{"data":[{"id":"s1","metadata":${deep},"status":"completed"},{"id":"s2"}]}`;
    const { upstream } = await startLoopbackHost((_request, response) => sendJson(response, body));
    const { value, text } = await upstream.getJson(stepsRequest());
    expect(text).toBe(body);
    expect(value).toMatchObject({ data: [{ id: 's1', status: 'completed' }, { id: 's2' }] });
    expect(JSON.stringify(value)).toContain('"Nested deeper than 200 levels, so it is not shown here.');
  });

  it('refuses broken UTF-8 and compressed bodies', async () => {
    const latin = await startLoopbackHost((_, response) => response.end(Buffer.from('{"a":"\xe4"}', 'latin1')));
    expect((await failureOf(latin.upstream.getJson(stepsRequest()))).message).toContain('not UTF-8');
    const zipped = await startLoopbackHost((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}'));
    });
    expect((await failureOf(zipped.upstream.getJson(stepsRequest()))).message).toContain('compressed');
    expect((await failureOf(zipped.upstream.getBytes(stepsRequest()))).code).toBe('upstream_invalid');
  });

  it('stops reading at the limit, promised or not', async () => {
    let sent = 0;
    const { upstream, open } = await startLoopbackHost((request, response) => {
      if (request.url?.endsWith('promised'))
        return void response.writeHead(200, { 'content-length': '5000000' }).write('[');
      const more = () => {
        while (sent < 50_000_000 && response.write(' '.repeat(65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    });
    const asking = { maxBytes: 1_000_000 };
    expect((await failureOf(upstream.getJson(stepsRequest(asking)))).code).toBe('upstream_too_large');
    expect(sent).toBeLessThan(25_000_000);
    const promised = stepsRequest({ ...asking, path: ['promised'] });
    expect((await failureOf(upstream.getJson(promised))).code).toBe('upstream_too_large');
    await vi.waitFor(() => expect(open()).toBe(0));
  });

  it.each(['chunked', 'promised', 'closing'])('calls a cut body cut (%s)', async (kind) => {
    const headers: Record<string, string> = kind === 'promised' ? { 'content-length': '100' } : {};
    if (kind === 'closing') headers.connection = 'close';
    const { upstream } = await startLoopbackHost((_, response) => {
      response.writeHead(200, headers).write('[1]');
      setTimeout(() => response.destroy(), 10);
    });
    const failure = await failureOf(upstream.getJson(stepsRequest()));
    expect(failure.code).toBe('upstream_invalid');
    expect(failure.message).toContain('broke off');
  });
});
