import { describe, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { sendJson } from '../upstream/loopback-host.ts';
import type { Source } from '../upstream/sources.ts';
import { KEY, passThroughTo as to, TOKEN } from './pass-through-fixture.ts';

const ground = vi.hoisted(() => ({ sources: new Map<string, Source>() }));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => null }));
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  getSource: (id: string) => ground.sources.get(id) ?? fail('not_found', 'No source of that ID is configured here.'),
}));

type Handler = Parameters<typeof to>[1];
const passTo = (handler: Handler, options: Parameters<typeof to>[2] = {}) => to(ground.sources, handler, options);
const ok: Handler = (_request, response) => sendJson(response, { ok: true });
const codeOf = async (answer: Response) => `${answer.status} ${(await answer.json()).error.code}`;

describe('who is let through', () => {
  it('is nobody without a token, and only who shows it', async () => {
    const off = await passTo(ok, { token: null });
    expect(await codeOf(await off.call('threads/t1'))).toBe('404 pass_through_off');
    const on = await passTo(ok);
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, TOKEN]) {
      expect(await codeOf(await on.call('threads/t1', { headers: { authorization } }))).toBe('401 unauthorized');
    }
    expect(off.asked.length + on.asked.length).toBe(0);
    expect((await on.call('threads/t1')).status).toBe(200);
    expect(on.asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it('is whoever has an access token, as far as its role reaches', async () => {
    const token = (role: string) => ({ authorization: `Bearer rlt_${'x'.repeat(30)}-${role}` });
    const { call, asked } = await passTo(ok, { token: null });
    expect((await call('threads/t1', { headers: token('viewer') })).status).toBe(200);
    expect((await call('threads', { method: 'POST', headers: token('operator') })).status).toBe(200);
    expect(asked).toHaveLength(2);
    const write = await call('threads', { method: 'POST', headers: token('viewer') });
    expect(await codeOf(write)).toBe('403 forbidden');
    expect(await codeOf(await call('threads/t1', { headers: token('nobody') }))).toBe('401 unauthorized');
    expect(asked).toHaveLength(2);
    const reading = await passTo(ok, { token: null, operate: false });
    expect(await codeOf(await reading.call('threads', { method: 'POST', headers: token('admin') }))).toBe(
      '403 read_only',
    );
  });

  it('writes only where writing is allowed', async () => {
    const reading = await passTo(ok, { operate: false });
    for (const [method, path] of [
      ['POST', 'threads'],
      ['POST', 'threads/t1/runs/r1/cancel'],
      ['DELETE', 'threads/t1'],
      ['POST', 'vector_stores/vs_1/search'],
    ] as const) {
      expect(await codeOf(await reading.call(path, { method }))).toBe('403 read_only');
    }
    expect(reading.asked).toEqual([]);
  });

  it('with keys of their own, hands each caller’s on and shows it nowhere', async () => {
    const own = 'sk-callers-own-key';
    const { call, asked } = await passTo(
      (_request, response) => sendJson(response, { said: `Bearer ${own}` }, 200, { 'x-request-id': own }),
      { source: { auth: { type: 'passthrough' } } },
    );
    expect(await codeOf(await call('threads/t1'))).toBe('401 unauthorized');
    expect(await codeOf(await call('threads/t1', { headers: { 'x-runlens-token': TOKEN, authorization: 'x' } }))).toBe(
      '401 unauthorized',
    );
    const headers = { 'x-runlens-token': TOKEN, authorization: `Bearer ${own}` };
    expect(await (await call('threads/t1', { headers })).json()).toEqual({ said: 'Bearer [redacted]' });
    expect(asked.map((one) => one.headers.authorization)).toEqual([`Bearer ${own}`]);
    expect(asked[0]?.headers['x-runlens-token']).toBeUndefined();
  });
});

describe('what is handed on', () => {
  it.each([
    ['threads/../assistants', '200'],
    ['threads/%2e%2e/assistants', '200'],
    ['threads/..%2fassistants', '400 invalid_id'],
    ['threads//runs', '400 invalid_id'],
    ['/threads', '400 invalid_id'],
    ['threads/t1/', '400 invalid_id'],
    ['threads/t1%3Flimit=1', '400 invalid_id'],
    ['threads/t1%00', '400 invalid_id'],
    ['threads/a.b', '400 invalid_id'],
    ['threads/t1;x=1', '400 invalid_id'],
    ['threads/@evil.example', '400 invalid_id'],
    [`threads/${'x'.repeat(129)}`, '400 invalid_id'],
    ['http://evil.example/threads', '400 invalid_id'],
    ['chat/completions', '404 not_found'],
    ['organization/api_keys', '404 not_found'],
    ['threads/t1/runs/r1/steps/s1/x', '404 not_found'],
    ['threads/t1/runs/r1/delete', '404 not_found'],
    ['threads/runs', '405 method_not_allowed'],
  ])('of %s is what the table has: %s', async (path, expected) => {
    const { call, asked } = await passTo(ok);
    const answer = await call(path);
    expect(answer.status === 200 ? '200' : await codeOf(answer)).toBe(expected);
    // What a URL itself resolves is asked for as it was resolved, if at all.
    expect(asked.map(({ url }) => url)).toEqual(expected === '200' ? ['/v1/assistants'] : []);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('is nothing of %s where the table has it not', async (method) => {
    const { call, asked } = await passTo(ok);
    const answer = await call('threads/t1/runs/r1', { method });
    expect(answer.headers.get('allow')).toBe('GET, POST');
    expect(await codeOf(answer)).toBe('405 method_not_allowed');
    expect(asked).toEqual([]);
  });

  it('is the query as it was written, but for what the source’s configuration sets', async () => {
    const { call, asked } = await passTo(ok, { source: { query: { 'api-version': 'v1', 'a b': 'c&d' } } });
    await call(
      'threads/t1/runs/r1/steps?include%5B%5D=x%5B%2A%5D.y&limit=0099&api-version=evil&after=&x=1+2&a%20b=evil&flag',
    );
    expect(asked[0]?.url).toBe(
      '/v1/threads/t1/runs/r1/steps?api-version=v1&a%20b=c%26d&include%5B%5D=x%5B%2A%5D.y&limit=0099&after=&x=1+2&flag',
    );
  });

  it('is the body to the byte, its type and length, and no header of the caller beside', async () => {
    const { call, asked } = await passTo(ok, { source: { headers: { 'x-team': 'a' } } });
    const body = '{"a" : 1.0e3,\n"u":"\\u00e9 é"}';
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      cookie: 'session=1',
      'x-forwarded-for': '1.2.3.4',
      'openai-organization': 'org-evil',
      'openai-project': 'evil',
      'x-stainless-lang': 'js',
      'transfer-encoding': 'chunked',
      'proxy-authorization': 'Basic x',
      'accept-encoding': 'gzip',
    };
    await call('threads/t1/messages', { method: 'POST', body, headers });
    const sent = asked[0]?.headers ?? {};
    expect(Buffer.from(asked[0]?.body ?? '', 'latin1').toString()).toBe(body);
    expect(Object.keys(sent).sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'openai-beta',
      'user-agent',
      'x-team',
    ]);
    expect(sent).toMatchObject({
      'content-type': headers['content-type'],
      'content-length': headers['content-length'],
      'accept-encoding': 'identity',
    });
  });

  it('refuses bodies that are compressed', async () => {
    const { call, asked } = await passTo(ok);
    const sent = { method: 'POST', body: 'x', headers: { 'content-encoding': 'gzip' } };
    expect(await codeOf(await call('threads', sent))).toBe('400 invalid_request');
    expect(asked).toEqual([]);
  });
});

describe('what comes back', () => {
  it.each([200, 201, 301, 400, 401, 403, 404, 409, 422, 429, 500, 503, 599])(
    'has the status %d, after one attempt',
    async (status) => {
      const text = `{"error" : {"message":"as it is", "n":1.0}}\n`;
      const { call, asked } = await passTo((_request, response) => sendJson(response, text, status));
      const answer = await call('threads/t1');
      expect([answer.status, await answer.text()]).toEqual([status, text]);
      expect(asked).toHaveLength(1);
    },
  );

  it('has the headers of the contract and no other', async () => {
    const { call } = await passTo((_request, response) =>
      sendJson(response, {}, 200, {
        'x-request-id': 'req_source',
        'x-ratelimit-limit-requests': '60',
        'x-ratelimit-reset-tokens': '6m0s',
        'retry-after': '3',
        'retry-after-ms': '2500',
        'openai-poll-after-ms': '1000',
        'openai-processing-ms': '12',
        'openai-version': '2020-10-01',
        'openai-organization': 'org-secret',
        'set-cookie': 'a=b',
        'access-control-allow-origin': '*',
        location: 'http://attacker.invalid/',
        server: 'x',
      }),
    );
    const { headers } = await call('threads/t1');
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'application/json',
      'x-request-id': 'req_source',
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-reset-tokens': '6m0s',
      'retry-after': '3',
      'retry-after-ms': '2500',
      'openai-poll-after-ms': '1000',
      'openai-processing-ms': '12',
      'openai-version': '2020-10-01',
    });
  });

  it.each([100, 400_000])(
    'has no key in it, also not where one is cut in two (after %d characters)',
    async (before) => {
      const text = JSON.stringify({ a: 'x'.repeat(before), error: { message: `Incorrect API key provided: ${KEY}.` } });
      const { call } = await passTo((_request, response) => {
        response.writeHead(401, { 'content-type': 'application/json', 'x-request-id': KEY });
        const at = text.indexOf(KEY) + 5;
        response.write(text.slice(0, at));
        setTimeout(() => response.end(text.slice(at)), 30);
      });
      const answer = await call('threads/t1');
      expect(answer.headers.get('x-request-id')).toBe('[redacted]');
      expect(await answer.text()).toBe(text.replace(KEY, '[redacted]'));
    },
  );

  it('has no key in a web page of an error either, and files to the byte', async () => {
    const file = Buffer.from([0, 255, 254, 10, 13, ...Buffer.from(KEY), 128]);
    const { call } = await passTo((request, response) => {
      const page = request.url?.endsWith('content') !== true;
      response.writeHead(page ? 502 : 200, { 'content-type': page ? 'text/html' : 'image/png' });
      response.end(page ? `<h1>${KEY}</h1>` : file);
    });
    expect(await (await call('threads/t1')).text()).toBe('<h1>[redacted]</h1>');
    expect(Buffer.from(await (await call('files/file_1/content')).arrayBuffer()).equals(file)).toBe(true);
  });

  it('is nothing where there is nothing', async () => {
    const { call } = await passTo((_request, response) => response.writeHead(204).end());
    const answer = await call('threads/t1');
    expect([answer.status, answer.body]).toEqual([204, null]);
  });

  it.each([
    ['a source that is not there', '502 upstream_unreachable'],
    ['an answer that breaks off', '502 upstream_invalid'],
    ['an answer that is compressed', '502 upstream_invalid'],
    ['something that is not HTTP', '502 upstream_invalid'],
    ['silence', '504 upstream_timeout'],
  ])('is an error after one attempt for %s', async (fault, expected) => {
    const { call, host, id, asked } = await passTo(
      (_request, response) => {
        if (fault.includes('breaks')) {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
          response.write('{"a":');
          setTimeout(() => response.destroy(), 20);
        } else if (fault.includes('compressed')) sendJson(response, 'x', 200, { 'content-encoding': 'gzip' });
        else if (fault.includes('HTTP')) response.socket?.end('hello\r\n\r\n');
      },
      {
        timeout: fault === 'silence' ? 1 : 600,
        source: fault.includes('not there') ? { baseUrl: 'http://127.0.0.1:1/v1' } : {},
      },
    );
    expect(id && host.baseUrl).toBeTruthy();
    expect(await codeOf(await call('threads/t1'))).toBe(expected);
    expect(asked).toHaveLength(fault.includes('not there') ? 0 : 1);
  });
});
