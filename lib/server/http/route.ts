import 'server-only';
import { randomUUID } from 'node:crypto';
import { fail } from '../../domain/failure.ts';
import { isAllowedHost } from './allowed-host.ts';
import { failureResponse, toFailure } from './failure-response.ts';
import { requireOwnPage } from './own-page.ts';

/** What a handler gets: decoded path parameters, the query, one signal that ends when the client leaves. */
export interface RouteCall {
  request: Request;
  params: Record<string, string>;
  query: URLSearchParams;
  signal: AbortSignal;
  requestId: string;
}

type Handler = (call: RouteCall) => Promise<Response>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type NextHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined> | undefined> },
) => Promise<Response>;

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const API_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * Makes the exports of a route file from its handlers. Every answer gets a request id and the headers of an API answer;
 * everything thrown becomes the error envelope; methods without a handler answer 405; other hosts 421; writes must come
 * from our own pages. `anyHost` is for health checks, `anyBody` for uploads, both with `anyOrigin` for clients that are no
 * browsers and show a token.
 */
export function route(
  handlers: Partial<Record<Method, Handler>>,
  options: { anyHost?: boolean; anyBody?: boolean; anyOrigin?: boolean } = {},
): Record<Method, NextHandler> {
  const allowed = METHODS.filter((method) => handlers[method]).join(', ');
  const make = (method: Method): NextHandler => {
    return async (request, context) => {
      const requestId = randomUUID();
      let response: Response;
      try {
        if (!options.anyHost && !isAllowedHost(request.headers.get('host'))) {
          fail('wrong_host', 'This host name is not served here. Set RUNLENS_PUBLIC_URL to the address people use.');
        }
        const handler = handlers[method];
        if (!handler) fail('method_not_allowed', `This address answers ${allowed} only.`);
        if (method !== 'GET' && !options.anyOrigin) requireOwnPage(request, options.anyBody);
        const params = (await context.params) ?? {};
        const query = new URL(request.url).searchParams;
        response = await handler({ request, params: flat(params), query, signal: request.signal, requestId });
      } catch (error) {
        response = failureResponse(toFailure(error, requestId), requestId);
        if (response.status === 405) response.headers.set('allow', allowed);
      }
      if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', requestId);
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
      if (!response.headers.has('content-security-policy')) response.headers.set('content-security-policy', API_CSP);
      return response;
    };
  };
  return { GET: make('GET'), POST: make('POST'), PUT: make('PUT'), PATCH: make('PATCH'), DELETE: make('DELETE') };
}

function flat(params: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : (value ?? '')]),
  );
}
