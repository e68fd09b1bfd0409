import 'server-only';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { agentHandler } from '#e2e/upstream/agent-host.ts';
import { toRequest, writeResponse } from '#e2e/upstream/node-response.ts';

/** Starts the browser tests' host of runs for the running test; gives its base URL and what it was asked. */
export async function startAgentHost(): Promise<{ baseUrl: string; asked: string[] }> {
  const handler = agentHandler();
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url?.replace('/agents/v1/', '')}`);
    const left = new AbortController();
    outgoing.once('close', () => left.abort());
    void Promise.resolve(handler(toRequest(incoming, left.signal))).then((answer) => writeResponse(answer, outgoing));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/agents/v1`, asked };
}
