import http, { type RequestListener, type Server, type ServerOptions } from 'node:http';

const SECOND = 1000;

/**
 * Bounds on what a client may send and how slowly. The request timeout is for receiving a request, not for answering;
 * timeouts are looked for every five seconds. Idle connections outlive the usual minute of a proxy in front.
 */
export const HTTP_LIMITS: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10 * SECOND,
  requestTimeout: 60 * SECOND,
  keepAliveTimeout: 65 * SECOND,
  connectionsCheckingInterval: 5 * SECOND,
};

/**
 * Every server made by `http.createServer` from now on has the limits, and `made` sees it before it listens. The generated
 * server makes its own and takes no options, so this runs before it is imported.
 */
export function limitServers(made: (server: Server) => void): void {
  const createServer = http.createServer.bind(http);
  const limited = (options: ServerOptions | RequestListener = {}, listener?: RequestListener): Server => {
    const server =
      typeof options === 'function'
        ? createServer(HTTP_LIMITS, options)
        : createServer({ ...options, ...HTTP_LIMITS }, listener);
    made(server);
    return server;
  };
  Object.assign(http, { createServer: limited });
}
