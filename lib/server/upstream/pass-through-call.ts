import 'server-only';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Agent, request } from 'undici';
import { fail } from '../../domain/failure.ts';
import { observeCall } from '../observe/observe-call.ts';
import { takeSlot } from './call-slots.ts';
import { UPSTREAM_LIMITS, type UpstreamConnection } from './connection.ts';
import { networkFailure } from './network-failure.ts';
import { requestHeaders, requestUrl } from './outgoing.ts';

/** Bodies up to this size are sent in one piece, bytes. */
const SMALL = 64 * 1024;

/** A call of an SDK client, as far as it is handed on. */
export interface PassedCall {
  method: string;
  /** Path below the base URL, checked. */
  path: readonly string[];
  /** The query as it was written, without its question mark. */
  search: string;
  /** Headers of the caller that are handed on; null where it sent none. */
  accept: string | null;
  contentType: string | null;
  /** Size that the body is said to have; null where that is not said. */
  contentLength: number | null;
  body: ReadableStream<Uint8Array> | null;
  /** The caller's own key, for sources without one here. */
  authorization: string | null;
  signal: AbortSignal;
}

/** A source's answer to it, whatever its status. */
export interface PassedAnswer {
  status: number;
  headers: { get(name: string): string | null; entries(): Iterable<[string, string]> };
  /** Its bytes as they arrive; fails where they break off. */
  body: AsyncIterable<Uint8Array>;
  /** All of them, instead of `body`; fails as that does. For what is known to be small. */
  whole(): Promise<Uint8Array>;
  /** Lets go of the rest of the body. Call it on every way out. */
  end(): void;
}

/** Hands a call on and gives the answer of the source. */
export type PassThroughCaller = (call: PassedCall) => Promise<PassedAnswer>;

/** A pool of connections for sources that may be silent for `silence` ms. */
export function createPassThroughAgent(silence: number): Agent {
  return new Agent({
    connect: { timeout: UPSTREAM_LIMITS.connect },
    headersTimeout: silence,
    bodyTimeout: silence,
    connections: UPSTREAM_LIMITS.calls,
  });
}

/**
 * Hands calls of SDK clients on to the source of a connection, each once. Nothing of the caller's request is sent but what
 * `PassedCall` names. Throws `aborted`, `overloaded` and the `upstream_*` failures of calls that got no answer.
 */
export function createPassThrough(connection: UpstreamConnection, agent: () => Agent): PassThroughCaller {
  const { name, handler, authorization } = connection;
  return async (call) => {
    const free = takeSlot(connection.limits?.calls ?? UPSTREAM_LIMITS.calls);
    try {
      const key = call.authorization ? { authorization: call.authorization } : await authorization.headers(call.signal);
      const url = `${requestUrl({ ...connection, query: {} }, call.path)}${searchOf(connection.query, call.search)}`;
      const headers = requestHeaders(connection, key, call.accept ?? '*/*');
      if (call.contentType !== null) headers['content-type'] = call.contentType;
      const observed = { source: connection.id, method: call.method, ability: 'pass_through' };
      const sent = await observeCall(observed, () =>
        handler ? inProcess(handler, url, headers, call) : overNetwork(agent(), url, headers, call),
      );
      if (sent.status === 401 && !call.authorization) authorization.rejected();
      const end = () => {
        sent.end();
        free();
      };
      return { ...sent, end };
    } catch (error) {
      free();
      if (call.signal.aborted) fail('aborted', 'The request was given up before the answer was ready.');
      throw networkFailure(new Error('not answered', { cause: error }), name).error;
    }
  };
}

type Outgoing = Record<string, string>;

async function overNetwork(agent: Agent, url: string, headers: Outgoing, call: PassedCall): Promise<PassedAnswer> {
  const { method, signal, contentLength } = call;
  const body = await bodyOf(call);
  if (contentLength !== null && body !== null) headers['content-length'] = String(contentLength);
  const answer = await request(url, { method, headers, body, signal, dispatcher: agent });
  const values = new Map(
    Object.entries(answer.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  return {
    status: answer.statusCode,
    headers: { get: (name) => values.get(name) ?? null, entries: () => values.entries() },
    body: answer.body,
    whole: () => answer.body.bytes(),
    end: () => {
      // The rest of an answer that nobody reads must not fail in nobody's hands.
      if (!answer.body.destroyed) answer.body.on('error', () => undefined).destroy();
    },
  };
}

async function bodyOf({ method, body, contentLength }: PassedCall): Promise<Uint8Array | Readable | null> {
  if (body === null || method === 'GET') return null;
  if (contentLength !== null && contentLength <= SMALL) return new Uint8Array(await new Response(body).arrayBuffer());
  return Readable.fromWeb(body as NodeReadableStream<Uint8Array>);
}

async function inProcess(
  handler: (request: Request) => Promise<Response>,
  url: string,
  headers: Outgoing,
  { method, signal, ...call }: PassedCall,
): Promise<PassedAnswer> {
  const body = method === 'GET' || call.body === null ? null : await new Response(call.body).arrayBuffer();
  const answer = await handler(new Request(url, { method, headers, signal, body }));
  return {
    status: answer.status,
    headers: answer.headers,
    body: answer.body ?? none(),
    whole: async () => new Uint8Array(await answer.arrayBuffer()),
    end: () => undefined,
  };
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** The caller's query as it was written, without parameters that the source's configuration sets, which stand first. */
function searchOf(fixed: Readonly<Record<string, string>>, search: string): string {
  const own = search.split('&').filter((pair) => pair !== '' && !Object.hasOwn(fixed, nameOf(pair)));
  const set = Object.entries(fixed).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const all = [...set, ...own].join('&');
  return all === '' ? '' : `?${all}`;
}

function nameOf(pair: string): string {
  const name = pair.split('=', 1)[0] ?? '';
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
