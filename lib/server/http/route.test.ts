import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { readLimit, readPageQuery } from './list-query.ts';
import { ndjsonResponse } from './ndjson.ts';
import { route } from './route.ts';
import { readRunAddress } from './run-address.ts';

const context = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) });
const at = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  new Request(`http://localhost:3000${path}`, { ...init, headers: { host: 'localhost:3000', ...init.headers } });

afterEach(() => vi.restoreAllMocks());

describe('route', () => {
  it('answers in one envelope with the status of the table and a request id', async () => {
    const { GET } = route('public', { GET: async () => fail('rate_limited', 'Slow down.', { retryAfter: 2.2 }) });
    const response = await GET(at('/api/x'), context());
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    const body = await response.json();
    expect(body).toEqual({
      error: { code: 'rate_limited', message: 'Slow down.', request_id: response.headers.get('x-request-id') },
    });
  });

  it('tells nobody of a client that left in the middle of its body', async () => {
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { POST } = route('public', {
      POST: async () => {
        // What a body throws that breaks off.
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      },
    });
    const headers = { origin: 'http://localhost:3000', 'content-type': 'application/json', 'x-runlens': '1' };
    expect((await POST(at('/api/x', { method: 'POST', headers }), context())).status).toBe(499);
    expect(log).not.toHaveBeenCalled();
  });

  it('tells nobody of a client that left before its answer', async () => {
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { GET } = route('public', {
      GET: async () => {
        // The framework's reason for which the signal of a request ends.
        throw Object.assign(new Error(), { name: 'ResponseAborted' });
      },
    });
    expect((await GET(at('/api/x'), context())).status).toBe(499);
    expect(log).not.toHaveBeenCalled();
  });

  it('keeps the text of unexpected errors on the server', async () => {
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { GET } = route('public', {
      GET: async () => {
        throw new Error('secret detail');
      },
    });
    const response = await GET(at('/api/x'), context());
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret detail');
    expect(String(log.mock.calls[0]?.[0])).toContain('unexpected_error');
  });

  it('refuses other methods and foreign hosts', async () => {
    const { GET, DELETE } = route('public', { GET: async () => Response.json({}) });
    const refused = await DELETE(at('/api/x', { method: 'DELETE' }), context());
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET']);
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'localhost:3000@evil.example']) {
      expect((await GET(at('/api/x', { headers: { host } }), context())).status).toBe(421);
    }
    expect((await GET(at('/api/x', { headers: { host: '[::1]:80' } }), context())).status).toBe(200);
  });

  it('takes uploads of any type, from its own pages only', async () => {
    const { POST } = route('public', { POST: async () => Response.json({}) }, { anyBody: true });
    const status = async (headers: Record<string, string>) =>
      (await POST(at('/api/x', { method: 'POST', headers }), context())).status;
    const own = {
      origin: 'http://localhost:3000',
      'x-runlens': '1',
      'content-type': 'multipart/form-data; boundary=x',
    };
    expect(await status(own)).toBe(200);
    expect(await status({ ...own, 'x-runlens': '0' })).toBe(403);
    expect(await status({ ...own, origin: 'http://evil.example' })).toBe(403);
    expect(await status({ ...own, 'sec-fetch-site': 'cross-site' })).toBe(403);
  });

  it('takes writes from its own pages only', async () => {
    const { POST } = route('public', { POST: async () => Response.json({}) });
    const good = {
      origin: 'http://localhost:3000',
      'content-type': 'application/json',
      'x-runlens': '1',
      'sec-fetch-site': 'same-origin',
    };
    const status = async (change: Partial<Record<string, string>>) => {
      const entries = Object.entries({ ...good, ...change }).filter((entry) => entry[1] !== '');
      const headers = Object.fromEntries(entries) as Record<string, string>;
      return (await POST(at('/api/x', { method: 'POST', headers }), context())).status;
    };
    expect(await status({})).toBe(200);
    expect(await status({ 'sec-fetch-site': '' })).toBe(200);
    for (const bad of [
      { origin: 'http://evil.example' },
      { origin: '' },
      { origin: 'null' },
      { 'x-runlens': '' },
      { 'content-type': 'text/plain' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      expect(await status(bad)).toBe(403);
    }
  });
});

describe('addresses and queries', () => {
  it('clamps limits and checks cursors', () => {
    const limit = (text: string) => readLimit(new URLSearchParams(text));
    expect([
      limit(''),
      limit('limit=0'),
      limit('limit=7'),
      limit('limit=1000'),
      limit('limit=-3'),
      limit('limit=1e2'),
    ]).toEqual([50, 1, 7, 100, 50, 50]);
    expect(readPageQuery(new URLSearchParams('cursor=step_1&order=desc'))).toEqual({
      cursor: 'step_1',
      limit: 50,
      order: 'desc',
    });
    expect(readPageQuery(new URLSearchParams('order=sideways')).order).toBeUndefined();
    expect(() => readPageQuery(new URLSearchParams('cursor=../x'))).toThrow('cursor');
  });

  it.each(['..', 'a/../b', 'a%2e%2eb', 'a.b.c', '%00', 'x'.repeat(300), '__proto__/x', 'thread_a.run b'])(
    'refuses the key %j',
    (key) => {
      expect(() => readRunAddress({ source: 'prod', key })).toThrow('run address');
      expect(() => readRunAddress({ source: key, key: 'thread_a.run_b' })).toThrow();
    },
  );
});

it('ends a stream of lines that breaks off with an error line', async () => {
  async function* lines() {
    yield [{ type: 'step' }, { type: 'step' }];
    fail('upstream_timeout', 'Too slow.');
  }
  const text = await ndjsonResponse(lines(), 'req-1').text();
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { type: 'step' },
    { type: 'step' },
    { type: 'error', error: { code: 'upstream_timeout', message: 'Too slow.', request_id: 'req-1' } },
  ]);
});
