import 'server-only';
import { randomUUID } from 'node:crypto';
import { fail } from '../../domain/failure.ts';
import type { Role } from '../../domain/role.ts';
import { type Actor, LOCAL } from '../auth/actor.ts';
import { requireRole } from '../auth/require-role.ts';
import { currentRequest } from '../observe/request-record.ts';
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
  /** Who asks; nobody in particular at public addresses. */
  actor: Actor;
}

/** Who may ask: everybody, or people of a role and those above it. */
export type Access = 'public' | Role;

type Handler = (call: RouteCall) => Promise<Response>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
type NextHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined> | undefined> },
) => Promise<Response>;

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const PUBLIC: Actor = { ...LOCAL, name: 'anybody', role: 'viewer' };
const API_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * Makes the exports of a route file from its handlers. Every answer gets a request id and the headers of an API answer;
 * everything thrown becomes the error envelope; methods without a handler answer 405; other hosts 421; who may ask stands in
 * `access`; writes must come from our own pages or bring an access token. `anyHost` is for health checks, `anyBody` for
 * uploads; with `anyOrigin` a route checks by itself who may write: clients that are no browsers and show a token.
 */
export function route(
  access: Access | Partial<Record<Method, Access>>,
  handlers: Partial<Record<Method, Handler>>,
  options: { anyHost?: boolean; anyBody?: boolean; anyOrigin?: boolean } = {},
): Record<Method, NextHandler> {
  const allowed = METHODS.filter((method) => handlers[method]).join(', ');
  const make = (method: Method): NextHandler => {
    return async (request, context) => {
      const requestId = currentRequest()?.id ?? randomUUID();
      let response: Response;
      try {
        if (!options.anyHost && !isAllowedHost(request.headers.get('host'))) {
          fail('wrong_host', 'This host name is not served here. Set RUNLENS_PUBLIC_URL to the address people use.');
        }
        const handler = handlers[method];
        if (!handler) fail('method_not_allowed', `This address answers ${allowed} only.`, { allow: allowed });
        const actor = await actorOf(request, typeof access === 'string' ? access : access[method]);
        if (method !== 'GET' && actor.via !== 'token' && !options.anyOrigin) requireOwnPage(request, options.anyBody);
        const params = (await context.params) ?? {};
        const query = new URL(request.url).searchParams;
        response = await handler({ request, params: flat(params), query, signal: request.signal, requestId, actor });
      } catch (error) {
        response = failureResponse(toFailure(error, requestId), requestId);
      }
      if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', requestId);
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
      if (!response.headers.has('content-security-policy')) response.headers.set('content-security-policy', API_CSP);
      return response;
    };
  };
  return {
    GET: make('GET'),
    POST: make('POST'),
    PUT: make('PUT'),
    PATCH: make('PATCH'),
    DELETE: make('DELETE'),
    OPTIONS: make('OPTIONS'),
  };
}

/** Without a word on who may ask, nobody but an admin may. */
function actorOf(request: Request, access: Access = 'admin'): Promise<Actor> {
  if (access === 'public') return Promise.resolve(PUBLIC);
  return requireRole(request.headers, access, `${request.method} ${new URL(request.url).pathname}`);
}

function flat(params: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : (value ?? '')]),
  );
}
