import { once } from 'node:events';
import { createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setTimeout } from 'node:timers/promises';
import { flushLogLines } from './log-line.ts';
import { metrics } from './metrics.ts';
import { observeCall } from './observe-call.ts';
import { observeServer, pathOf } from './observe-server.ts';
import { currentRequest } from './request-record.ts';
import { routeTemplates } from './route-templates.ts';

const template = routeTemplates({
  staticRoutes: [
    { page: '/api/health', regex: '^/api/health(?:/)?$' },
    { page: '/runs', regex: '^/runs(?:/)?$' },
  ],
  dynamicRoutes: [
    { page: '/runs/[source]/[key]', regex: '^/runs/([^/]+?)/([^/]+?)(?:/)?$' },
    { page: '/s/[token]', regex: '^/s/([^/]+?)(?:/)?$' },
  ],
});
const lines: Record<string, unknown>[] = [];

beforeEach(() => {
  lines.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((written) => {
    const all = String(written).trim().split('\n');
    lines.push(...all.map((line) => JSON.parse(line) as Record<string, unknown>));
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

async function serve(
  answer: (...call: Parameters<RequestListener>) => unknown,
  ask: (origin: string) => Promise<void>,
  isEnding = () => false,
): Promise<void> {
  const server = createServer((asked, response) => void answer(asked, response));
  observeServer(
    server,
    {
      template,
      headers: { 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' },
      answers: (_request, response, route) => route === 'none' && response.writeHead(404).end('no') !== undefined,
    },
    isEnding,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await setTimeout(20);
    flushLogLines();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('tells of each request its template and nothing of its address, query, headers or body', async () => {
  await serve(
    async (_request, response) => {
      await observeCall({ source: 'prod', method: 'GET', ability: 'steps' }, async () => ({ status: 503 })).catch(
        () => 0,
      );
      await observeCall({ source: 'prod', method: 'GET', ability: 'steps' }, async () => ({ status: 200 }));
      response.setHeader('cache-control', 'public');
      response.end(currentRequest()?.id);
    },
    async (origin) => {
      const answer = await fetch(`${origin}/runs/prod/secret_key?q=secret`, {
        method: 'POST',
        headers: { authorization: 'Bearer secret', cookie: 'session=secret', 'x-forwarded-for': 'secret' },
        body: 'secret',
      });
      const id = answer.headers.get('x-request-id');
      expect(await answer.text()).toBe(id);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      await fetch(`${origin}/s/secret-token`);
      await fetch(`${origin}/api/health`);
      expect((await fetch(`${origin}/secret/path`)).status).toBe(404);
    },
  );
  expect(JSON.stringify(lines)).not.toContain('secret');
  expect(lines.map(({ route }) => route)).toEqual(['/runs/[source]/[key]', '/s/[token]', 'none']);
  expect(lines[0]).toMatchObject({
    level: 'info',
    event: 'request',
    method: 'POST',
    route: '/runs/[source]/[key]',
    status: 200,
    ms: expect.any(Number),
    tries: 2,
    upstream_status: 200,
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(lines[1]).toMatchObject({ route: '/s/[token]' });
  expect(lines[2]).toMatchObject({ route: 'none', status: 404 });
  const { body } = await metrics().text(NOTHING);
  expect(body).toContain('runlens_http_requests_total{method="POST",route="/runs/[source]/[key]",status="200"} 1');
  expect(body).toContain('runlens_upstream_calls_total{source="prod",status="503"} 3');
  expect(body).toContain('runlens_upstream_call_duration_seconds_count{source="prod"} 6');
  expect(body).toContain('runlens_http_requests_in_flight 0');
  expect(body).not.toContain('secret');
});

it('closes the connections of those whom it answers when the process has been told to end', async () => {
  for (const ending of [false, true]) {
    await serve(
      (_asked, response) => response.end('there'),
      async (origin) => {
        const { headers } = await fetch(`${origin}/runs`);
        expect(headers.get('connection')).toBe(ending ? 'close' : 'keep-alive');
      },
      () => ending,
    );
  }
});

it('tells of a client that left before the answer, and of an answer that was cut', async () => {
  await serve(
    (asked, response) => {
      if (asked.url === '/runs') return;
      response.writeHead(200).write('half');
    },
    async (origin) => {
      const left = request(`${origin}/runs`).on('error', () => undefined);
      left.end();
      await setTimeout(50);
      left.destroy();
      const reader = (await fetch(`${origin}/s/a`)).body?.getReader();
      await reader?.read();
      await reader?.cancel();
      await setTimeout(50);
    },
  );
  expect(lines.map(({ status, cut }) => [status, cut])).toEqual([
    [499, true],
    [200, true],
  ]);
});

it('has the head of an answer leave with the first piece of its body', async () => {
  const sent: boolean[] = [];
  await serve(
    (_request, response) => {
      response.flushHeaders();
      sent.push(response.headersSent);
      response.write('first');
      sent.push(response.headersSent);
      response.end(' and last');
    },
    async (origin) => expect(await (await fetch(`${origin}/api/health`)).text()).toBe('first and last'),
  );
  expect(sent).toEqual([false, true]);
});

/** What comes of a page whose head leaves before it has been drawn. */
async function early(headers: Record<string, string>, method = 'GET') {
  let drawn = () => {};
  const drawing = new Promise<void>((resolve) => (drawn = resolve));
  const sent: boolean[] = [];
  let answered: unknown[] = [];
  await serve(
    async (_request, response) => {
      response.setHeader('x-before', '1');
      currentRequest()?.sendPageHead?.();
      if (method !== 'GET' || 'rsc' in headers) drawn();
      await drawing;
      sent.push(response.headersSent);
      response.statusCode = 500;
      response.setHeader('content-type', 'text/plain');
      response.removeHeader('x-before');
      response.write('drawn');
      response.end();
    },
    async (origin) => {
      const answer = await fetch(`${origin}/runs/a/b`, { headers, method });
      drawn();
      answered = [
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('x-before'),
        await answer.text(),
      ];
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
  return { answered, sent, told: lines.map(({ status }) => status) };
}

it('has the head of a page leave before the page is drawn, and takes no other', async () => {
  const { answered, sent, told } = await early({});
  expect(answered).toEqual([200, 'text/html; charset=utf-8', '1', 'drawn']);
  expect(sent).toEqual([false]);
  expect(told).toEqual([500]);
});

it('sends no head early of what is no page or has no body', async () => {
  expect((await early({ rsc: '1' })).answered).toEqual([500, 'text/plain', null, 'drawn']);
  expect((await early({}, 'HEAD')).answered).toEqual([500, 'text/plain', null, '']);
});

it('has the next head that leaves early say what is fetched first, and no nonce', async () => {
  const said =
    '</a.woff2>; rel=preload; as="font"; nonce="n1"; type="font/woff2", </b.css>; rel=preload; as="style"; nonce="n1"';
  const heads: (string | null)[] = [];
  await serve(
    async (_request, response) => {
      currentRequest()?.sendPageHead?.();
      currentRequest()?.sendPageHead?.();
      response.appendHeader('Link', said);
      response.end('drawn');
    },
    async (origin) => {
      for (const path of ['/s/a', '/s/b', '/s/c', '/runs']) {
        const answer = await fetch(`${origin}${path}`);
        expect(await answer.text()).toBe('drawn');
        heads.push(answer.headers.get('link'));
      }
    },
  );
  const plain = said.replaceAll('; nonce="n1"', '');
  expect(heads).toEqual([null, plain, plain, null]);
});

it('counts calls without an answer by a word', async () => {
  const failing = async (error: Error) => {
    const call = { source: 'gone', method: 'GET', ability: 'run' };
    const rejecting = async () => {
      throw error;
    };
    await expect(observeCall(call, rejecting)).rejects.toBe(error);
  };
  await failing(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }));
  await failing(
    new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'UND_ERR_HEADERS_TIMEOUT' }) }),
  );
  await failing(new DOMException('left', 'AbortError'));
  const { body } = await metrics().text({ ...NOTHING, runlens_followers: 3 });
  for (const status of ['unreachable', 'timeout', 'aborted']) {
    expect(body).toContain(`runlens_upstream_calls_total{source="gone",status="${status}"} 1`);
  }
  expect(body).toContain('runlens_followers 3');
  expect(body).not.toContain('runlens_archive_runs');
  expect(body).toContain('process_resident_memory_bytes');
});

it('reads the path of every form of target', () => {
  expect(pathOf('/a/b?c#d')).toBe('/a/b');
  expect(pathOf('http://evil.example/a?b')).toBe('/a');
  expect(pathOf('http://evil.example')).toBe('/');
  expect(pathOf('//evil.example/a')).toBe('//evil.example/a');
  expect(template('/_next/static/x.js')).toBe('/_next');
  expect(template('/runs/a/b')).toBe('/runs/[source]/[key]');
  expect(template('//evil.example/a')).toBe('none');
});

const NOTHING = {
  runlens_followers: null,
  runlens_live_connections: null,
  runlens_upstream_calls_in_flight: null,
  runlens_keep_queue: null,
  runlens_imports_in_flight: null,
  runlens_archive_up: null,
  runlens_archive_runs: null,
  runlens_archive_whole_runs: null,
  runlens_archive_objects: null,
  runlens_archive_file_bytes: null,
  runlens_archive_bytes: null,
};
