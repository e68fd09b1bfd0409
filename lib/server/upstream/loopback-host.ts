import 'server-only';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createCapabilityMemory } from './capabilities.ts';
import type { UpstreamConnection } from './connection.ts';
import { createUpstream, type Upstream, type UpstreamRequest } from './upstream-fetch.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A host on loopback for tests of the door to sources: what it was asked, and a door that leads to it. */
export interface LoopbackHost {
  baseUrl: string;
  /** Every request so far, as method and path with query. */
  asked: string[];
  upstream: Upstream;
  connection: UpstreamConnection;
  /** Answers that are under way now. */
  open(): number;
}

/** Short limits, so that tests of time need none. */
const LIMITS = { connect: 1_000, headers: 5_000, idle: 5_000, json: 5_000, bytes: 5_000, retry: 5, longestWait: 5_000 };

/** Starts a host for the running test; it is stopped when the test ends. */
export async function startLoopbackHost(
  handler: Handler,
  more: Partial<UpstreamConnection> = {},
): Promise<LoopbackHost> {
  const asked: string[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    open++;
    response.once('close', () => open--);
    handler(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const connection: UpstreamConnection = {
    id: 'prod',
    name: 'Production',
    baseUrl,
    query: {},
    headers: {},
    dialectHeaders: {},
    authorization: { headers: async () => ({}), rejected: () => undefined },
    capabilities: createCapabilityMemory(),
    ...more,
    limits: { ...LIMITS, ...more.limits },
  };
  return { baseUrl, asked, upstream: createUpstream(connection), connection, open: () => open };
}

/** A read of the steps of a run. */
export function stepsRequest(more: Partial<UpstreamRequest> = {}): UpstreamRequest {
  const path = ['threads', 'thread_1', 'runs', 'run_1', 'steps'];
  return { capability: 'steps', path, signal: new AbortController().signal, ...more };
}

/** Answers JSON. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
