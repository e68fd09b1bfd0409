import http, { type IncomingMessage, type RequestListener, type Server, type ServerOptions } from 'node:http';

const SECOND = 1000;

/** How long receiving a request may take; an upload may take longer, but not stand still so long. */
const REQUEST_TIMEOUT = 60 * SECOND;
/** Where uploads go: imports, and files of SDK clients. */
const UPLOADS = /^\/api\/(?:imports(?:\?|$)|proxy\/)/;

/**
 * Bounds on what a client may send and how slowly; timeouts are looked for every five seconds. The server's own request
 * timeout knows no exceptions, so `boundBody` takes its place. Idle connections outlive the usual minute of a proxy in front.
 */
export const HTTP_LIMITS: ServerOptions & { shouldUpgradeCallback: () => boolean } = {
  // Without a Host a request is refused like one with a foreign name, with the headers of every answer.
  requireHostHeader: false,
  // Nothing here speaks another protocol; who offers one is answered in this one.
  shouldUpgradeCallback: () => false,
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10 * SECOND,
  requestTimeout: 0,
  keepAliveTimeout: 65 * SECOND,
  connectionsCheckingInterval: 5 * SECOND,
};

/**
 * Every server made by `http.createServer` from now on has the limits, and `made` sees it before it listens. The generated
 * server makes its own and takes no options, so this runs before it is imported.
 */
export function limitServers(made: (server: Server) => void, requestTimeout = REQUEST_TIMEOUT): void {
  const createServer = http.createServer.bind(http);
  const limited = (options: ServerOptions | RequestListener = {}, listener?: RequestListener): Server => {
    const server =
      typeof options === 'function'
        ? createServer(HTTP_LIMITS, options)
        : createServer({ ...options, ...HTTP_LIMITS }, listener);
    server.prependListener('request', (request: IncomingMessage) => boundBody(request, requestTimeout));
    // What is expected besides `100-continue` may be left aside (RFC 9110, 10.1.1); refused by the runtime, it would get no headers of ours.
    server.on('checkExpectation', (request, response) => server.emit('request', request, response));
    made(server);
    return server;
  };
  Object.assign(http, { createServer: limited });
}

/** Closes the connection of a request that is received too slowly. */
function boundBody(request: IncomingMessage, limit: number): void {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const upload = request.method === 'POST' && UPLOADS.test(request.url ?? '');
  let received = request.socket.bytesRead;
  const timer = setInterval(() => {
    if (request.complete || request.destroyed) return clearInterval(timer);
    if (upload && request.socket.bytesRead > received) {
      received = request.socket.bytesRead;
      return;
    }
    clearInterval(timer);
    request.socket.destroy();
  }, limit);
  timer.unref();
  request.once('close', () => clearInterval(timer));
}
