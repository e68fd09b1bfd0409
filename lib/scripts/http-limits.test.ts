import { once } from 'node:events';
import http, { type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { HTTP_LIMITS, limitServers } from './http-limits.ts';

const { createServer } = http;
afterEach(() => Object.assign(http, { createServer }));

async function statusLine(server: Server, request: string): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  socket.write(request);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  server.close();
  return chunk.toString().split('\r\n')[0] ?? '';
}

test('servers made afterwards carry the limits, whichever form makes them', () => {
  const made: Server[] = [];
  limitServers((server) => made.push(server));
  const servers = [http.createServer(() => {}), http.createServer({}, () => {}), http.createServer()];
  expect(made).toEqual(servers);
  for (const server of servers) {
    expect(server.headersTimeout).toBe(10_000);
    expect(server.requestTimeout).toBe(0);
    expect(server.keepAliveTimeout).toBe(HTTP_LIMITS.keepAliveTimeout);
  }
});

test('headers beyond 16 KiB get 431, smaller ones an answer', async () => {
  limitServers(() => {});
  const request = (bytes: number) => `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(bytes)}\r\n\r\n`;
  const answer = () => http.createServer((_request, response) => response.end('there'));
  expect(await statusLine(answer(), request(15_000))).toContain('200');
  expect(await statusLine(answer(), request(17_000))).toContain('431');
});

test('who expects something unheard of gets the answer that others get', async () => {
  limitServers(() => {});
  const server = http.createServer((_request, response) => response.end('there'));
  expect(await statusLine(server, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: 200-maybe\r\n\r\n')).toContain('200');
});

/** What a client hears that sends a piece of a body every 50 ms; empty where the connection is closed on it. */
async function slowly(path: string, pieces: number): Promise<string> {
  limitServers(() => {}, 150);
  const server = http.createServer((request, response) => {
    request.resume().once('end', () => response.end('there'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 20\r\n\r\n`);
  // Not `once` of events: that rejects when the connection is cut, which is what is waited for.
  const closed = new Promise((resolve) => socket.once('close', resolve));
  let sent = 0;
  const timer = setInterval(() => {
    if (++sent <= pieces && socket.writable) socket.write('x');
  }, 50);
  await closed;
  clearInterval(timer);
  server.close();
  return heard.split('\r\n')[0] ?? '';
}

test('a body that comes slowly is cut off; an upload may take its time, but not stand still', async () => {
  expect(await slowly('/api/runs', 20)).toBe('');
  expect(await slowly('/api/imports?source=a', 20)).toContain('200');
  expect(await slowly('/api/imports', 3)).toBe('');
});
