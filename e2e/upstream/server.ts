import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import { mounts } from './mounts.ts';
import { toRequest, writeResponse } from './node-response.ts';
import { Traffic } from './traffic.ts';
import { wireError } from './world.ts';

/**
 * The one upstream of the browser tests, on this machine only: hosts of the Assistants protocol below `/<name>/v1`, and
 * `/control?prefix=` with what was asked. `--bearer`, `--plain`: keys; `--recordings`: a folder; `--port` (any).
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    bearer: { type: 'string', default: 'sk-e2e-0000000000000000' },
    plain: { type: 'string', default: 'plain-words' },
    recordings: { type: 'string' },
  },
});

const hosts = mounts({ bearer: values.bearer, plain: values.plain }, values.recordings ?? null);
const traffic = new Traffic();

async function answer(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === '/control') return Response.json(traffic.report(searchParams.get('prefix') ?? '/'));
  const host = hosts.get(pathname.split('/')[1] ?? '');
  if (!host) return wireError(404, 'No such host here.');
  if (!host.allows(request)) {
    traffic.refuse();
    return wireError(401, 'Incorrect API key provided.', 'invalid_api_key');
  }
  if (request.method !== 'GET' && !host.writes) return wireError(405, 'Only GET is served here.');
  if (request.method === 'POST') traffic.wrote(pathname, await request.clone().text());
  return host.handler(request);
}

async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const left = new AbortController();
  const end = traffic.begin(incoming.method ?? 'GET', new URL(incoming.url ?? '/', 'http://localhost').pathname);
  outgoing.once('close', () => {
    left.abort();
    end();
  });
  await writeResponse(await answer(toRequest(incoming, left.signal)), outgoing);
}

const server = createServer((incoming, outgoing) => {
  handle(incoming, outgoing).catch((error: unknown) => {
    console.error(error);
    outgoing.destroy();
  });
});
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address();
  console.log(`upstream on http://127.0.0.1:${typeof address === 'object' && address ? address.port : ''}`);
});
