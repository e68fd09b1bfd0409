import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { ground } from './environment.ts';
import { freePort, startApp } from './server-process.ts';

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface Span {
  name: string;
  traceId: string;
  kind: number;
  attributes: Attribute[];
}

interface Sent {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

/** A collector on this machine that keeps what it is sent. */
async function collector() {
  const bodies: string[] = [];
  const keys = new Set<string | undefined>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(body);
      keys.add(request.headers['api-key']?.toString());
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, bodies, keys, close: () => server.close() };
}

test('requests and calls to sources are traced to a collector, without anything that was asked or answered', async () => {
  const told = await collector();
  const port = await freePort();
  const key = ground().keys[0] ?? '';
  const app = startApp({
    PORT: String(port),
    OTEL_EXPORTER_OTLP_ENDPOINT: told.endpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=collector%20key',
    RUNLENS_SOURCES: JSON.stringify([
      {
        id: 'host',
        dialect: 'assistants',
        baseUrl: `${ground().upstream}/sample/v1`,
        query: { 'api-version': 'secret-version' },
        auth: { type: 'bearer', env: 'TRACED_KEY' },
      },
    ]),
    TRACED_KEY: key,
  });
  try {
    await app.until(/Runlens on /);
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: 'session=secret-cookie' } }).then((one) =>
        one.text(),
      );
    await ask('/api/threads/host/secret_thread?limit=3&secret=secret-query');
    await ask('/s/secret-token?q=secret-query');
    await ask('/secret/place?q=secret-query');
    await ask('/runs/host/secret_thread.secret_run?words=secret-words');
  } finally {
    // What waits is sent before the process ends.
    await app.stop();
    told.close();
  }
  const spans = told.bodies.flatMap((body) =>
    (JSON.parse(body) as Sent).resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans)),
  );
  const route = spans.find(({ name }) => name === 'GET /api/threads/[source]/[thread]');
  expect(route, spans.map(({ name }) => name).join('\n')).toBeDefined();
  const call = spans.find(({ name, traceId }) => name === 'GET thread' && traceId === route?.traceId);
  expect(call?.attributes).toContainEqual({ key: 'runlens.source', value: { stringValue: 'host' } });
  expect(call?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 404 } });
  expect(spans.some(({ name }) => name === 'GET /runs/[source]/[key]')).toBe(true);
  expect([...told.keys]).toEqual(['collector key']);
  const everything = told.bodies.join('\n');
  expect(everything).not.toContain('secret');
  expect(everything).not.toContain(key);
  expect(everything).not.toContain(ground().upstream);
});
