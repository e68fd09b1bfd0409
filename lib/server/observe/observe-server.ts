import 'server-only';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { writeLogLine } from './log-line.ts';
import { metrics } from './metrics.ts';
import { inRequest, type RequestRecord } from './request-record.ts';
import { FILES } from './route-templates.ts';

/** The client left before there was an answer. */
const CLIENT_LEFT = 499;
/** Asked for every few seconds by machines: told of only when they fail. */
const PROBES = new Set(['/api/health', '/api/ready', '/api/metrics']);

/** How a request is seen from outside. */
export interface Outside {
  /** The template of a path. */
  template(path: string): string;
  /** Headers that answers get which have none of that name. */
  headers: Readonly<Record<string, string>>;
  /** Answers what the framework shall not see: what is refused and packed files; says whether it did. */
  answers(request: IncomingMessage, response: ServerResponse, route: string): boolean;
}

/**
 * Has every request of a server counted, timed and written to the log as one line when its answer has ended, with an id that
 * whoever asked is told as `x-request-id`. Handlers find the record of their request by `currentRequest`. `isEnding` says
 * whether the process has been told to end.
 */
export function observeServer(server: Server, outside: Outside, isEnding: () => boolean = () => false): void {
  const emit = server.emit.bind(server) as (...event: unknown[]) => boolean;
  server.emit = ((name: string, ...rest: unknown[]) => {
    if (name !== 'request') return emit(name, ...rest);
    const [request, response] = rest as [IncomingMessage, ServerResponse];
    const route = outside.template(pathOf(request.url ?? ''));
    const record = observe(request, response, route, outside.headers, isEnding);
    return inRequest(record, () => outside.answers(request, response, route) || emit(name, ...rest));
  }) as typeof server.emit;
}

function observe(
  request: IncomingMessage,
  response: ServerResponse,
  route: string,
  headers: Outside['headers'],
  isEnding: () => boolean,
): RequestRecord {
  const record: RequestRecord = { id: randomUUID(), tries: 0, upstreamStatus: null };
  const begun = performance.now();
  const method = request.method ?? 'GET';
  metrics().requestBegan();
  const { writeHead, flushHeaders } = response;
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    if (!response.headersSent) addHeaders(response, route, { ...headers, 'x-request-id': record.id });
    // Whoever is answered now asks elsewhere next: a connection that is closed without a word loses what is sent on it.
    if (!response.headersSent && isEnding()) response.setHeader('connection', 'close');
    return writeHead.apply(response, head);
  }) as typeof writeHead;
  // The framework calls it right before the first piece of a body: both leave together, in one write instead of two.
  response.flushHeaders = () => undefined;
  let headLeft = false;
  record.sendPageHead = () => {
    if (headLeft || response.headersSent || method !== 'GET' || 'rsc' in request.headers) return;
    headLeft = true;
    const early = links.get(route);
    if (early !== undefined && !response.hasHeader('link')) response.setHeader('link', early);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    flushHeaders.call(response);
    takeNoHead(response, route);
  };
  response.once('close', () => {
    const status = headLeft || response.headersSent ? response.statusCode : CLIENT_LEFT;
    const ms = performance.now() - begun;
    metrics().requestEnded({ method, route, status, seconds: ms / 1000 });
    if (status < 400 && (route === FILES || PROBES.has(route))) return;
    writeLogLine(status >= 500 ? 'error' : 'info', {
      event: 'request',
      request_id: record.id,
      method,
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      ...(response.writableFinished ? {} : { cut: true }),
      ...(record.tries > 0 && { upstream_status: record.upstreamStatus, tries: record.tries }),
    });
  });
  return record;
}

/**
 * Fonts and styles that pages of a route have browsers fetch first: the same for each, but for the nonce, which files of our
 * own do not need. The framework says so only while it draws: a head that leaves before then says what another heard.
 */
const links = new Map<string, string>();

/**
 * Of a head that has left, the framework still says what it says of every head, and sends nothing where it sees that it is
 * late. What is to be fetched first is noted for the next.
 */
function takeNoHead(response: ServerResponse, route: string): void {
  const ignore = () => response;
  const note = (name: string, value: unknown) => {
    if (name.toLowerCase() === 'link' && !links.has(route)) {
      links.set(route, String(value).replaceAll(/; nonce="[^"]*"/g, ''));
    }
    return response;
  };
  const late = { setHeader: note, appendHeader: note, removeHeader: ignore, writeHead: ignore };
  Object.assign(response, late);
  Object.defineProperty(response, 'headersSent', { value: false });
}

/** Adds what is missing; only files whose names change with their content may be kept by whoever stands between. */
function addHeaders(response: ServerResponse, route: string, headers: Outside['headers']): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!response.hasHeader(name)) response.setHeader(name, value);
  }
  const kept = String(response.getHeader('cache-control') ?? '');
  if (route !== FILES && !kept.includes('no-store'))
    response.setHeader('cache-control', headers['cache-control'] ?? '');
}

/** The path of a request's target, which may be a whole address; without its query. */
export function pathOf(target: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.test(target) ? target.replace(/^[^:]*:\/\/[^/?#]*/, '') : target;
  return path.split(/[?#]/, 1)[0] || '/';
}
