import 'server-only';
import type { Json } from '../../domain/json.ts';
import type { Capability } from '../../domain/source.ts';
import { observeCall } from '../observe/observe-call.ts';
import { takeSlot } from './call-slots.ts';
import { type Answer, UPSTREAM_LIMITS, type UpstreamConnection } from './connection.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { exchange } from './exchange.ts';
import { createAgent, sendToNetwork } from './http-agent.ts';
import { requestHeaders, requestUrl } from './outgoing.ts';
import { jsonOf } from './json-of.ts';
import { takePage } from './page-turns.ts';
import { passBytes } from './pass-bytes.ts';
import { discard, promisedBytes, readText, refuseEncoding } from './read-body.ts';
import { redactSecrets } from './redact-secrets.ts';
import { statusFailure } from './status-failure.ts';

/** Longest wait between two polls that a source may ask for, ms. */
const LONGEST_POLL = 60_000;

/** One GET to a source. */
export interface UpstreamRequest {
  /** Which ability of the source this call uses. */
  capability: Capability;
  /** Path below the base URL; each segment is encoded here. */
  path: readonly string[];
  query?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Name of the query parameter that only says how many elements a page of a list has. */
  sizedBy?: string;
  signal: AbortSignal;
  /** Id of the object asked about: a 502 must happen on two of them before the capability counts as missing. */
  object?: string;
  /** Path of the object above. On a 404 it is asked: when it answers 200, the capability is missing and not the object. */
  parent?: readonly string[];
  /** Largest JSON body in bytes (32 MiB). */
  maxBytes?: number;
}

export interface UpstreamJson {
  /** Parsed, without `__proto__`, `constructor` and `prototype` keys, and with a note in place of what nests too deeply. */
  value: Json;
  /** The body as received; only the source's own key, should it stand in there, is replaced. */
  text: string;
  /** How long the source asks those who poll to wait (`openai-poll-after-ms`), ms; absent where it does not say. */
  pollAfter?: number;
}

export interface UpstreamBytes {
  body: ReadableStream<Uint8Array>;
  /** From `Content-Length`; null where the source did not send one. */
  bytes: number | null;
}

/** The only door to one source. */
export interface Upstream {
  getJson(request: UpstreamRequest): Promise<UpstreamJson>;
  getBytes(request: UpstreamRequest): Promise<UpstreamBytes>;
}

/** A call under way: its clock and its place among the calls of the process. */
interface Call {
  deadline: Deadline;
  end: () => void;
}

/**
 * The door to the source of a connection. Its calls throw `FailureError` only: `invalid_id`, `not_found`, `aborted`,
 * `capability_missing`, `rate_limited`, `overloaded` and those that begin with `upstream_`.
 */
export function createUpstream(connection: UpstreamConnection): Upstream {
  const { name, capabilities, authorization, handler } = connection;
  const limits = { ...UPSTREAM_LIMITS, ...connection.limits };
  const agent = connection.limits ? createAgent(limits) : undefined;

  const begin = (request: UpstreamRequest, time: number): Call => {
    const missing = capabilities.missing(request.capability, name);
    if (missing) throw missing;
    const free = takeSlot(limits.calls);
    const deadline = startDeadline(request.signal, time, name);
    const end = () => {
      free();
      deadline.end();
    };
    return { deadline, end };
  };

  const send = (
    url: string,
    headers: Record<string, string>,
    { signal }: Deadline,
    ability: Capability,
  ): Promise<Answer> =>
    observeCall({ source: connection.id, method: 'GET', ability }, () =>
      handler
        ? handler(new Request(url, { headers, signal }))
        : sendToNetwork(url, { method: 'GET', headers, signal, agent }),
    );

  /** The answer, if it is a success; else throws what its status means. */
  const ask = async (request: UpstreamRequest, { deadline }: Call, accept: string): Promise<Answer> => {
    const url = requestUrl(connection, request.path, request.query);
    deadline.check();
    const key = await authorization.headers(deadline.signal).catch((error: unknown) => {
      deadline.check();
      throw error;
    });
    const headers = requestHeaders(connection, key, accept);
    const { retry, longestWait } = limits;
    const answer = await exchange({
      send: () => send(url, headers, deadline, request.capability),
      deadline,
      name,
      retry,
      longestWait,
    });
    const { status } = answer;
    if (status >= 200 && status <= 299) {
      await refuseEncoding(answer, name);
      return answer;
    }
    if (status === 401) authorization.rejected();
    const failure = await statusFailure(answer, name, longestWait);
    deadline.check();
    const { capability, object, parent } = request;
    const parentAnswers = parent && (() => answers(requestUrl(connection, parent), headers, deadline, capability));
    await capabilities.refused({ capability, status, object, parentAnswers });
    throw capabilities.missing(capability, name) ?? failure;
  };

  const answers = async (
    url: string,
    headers: Record<string, string>,
    deadline: Deadline,
    ability: Capability,
  ): Promise<boolean> => {
    try {
      const answer = await send(url, headers, deadline, ability);
      await discard(answer);
      return answer.status === 200;
    } catch {
      return false;
    }
  };

  return {
    async getJson(request) {
      const most = request.maxBytes ?? limits.jsonBytes;
      if (request.sizedBy !== undefined) await takePage();
      const call = begin(request, most > limits.jsonBytes ? limits.bytes : limits.json);
      try {
        const answer = await ask(request, call, 'application/json');
        const text = redactSecrets(await readText(answer, most, name));
        const value = jsonOf(text, answer, name);
        capabilities.succeeded(request.capability);
        return { value, text, ...pollAfter(answer) };
      } catch (error) {
        call.deadline.check();
        throw error;
      } finally {
        call.end();
      }
    },
    async getBytes(request) {
      const call = begin(request, limits.bytes);
      try {
        const answer = await ask(request, call, '*/*');
        capabilities.succeeded(request.capability);
        return { body: passBytes(answer, call.deadline, name, call.end), bytes: promisedBytes(answer) };
      } catch (error) {
        call.end();
        call.deadline.check();
        throw error;
      }
    },
  };
}

/** A wait of more than a minute is not believed. */
function pollAfter({ headers }: Answer): { pollAfter?: number } {
  const wait = headers.get('openai-poll-after-ms')?.trim() ?? '';
  return /^\d{1,9}$/.test(wait) ? { pollAfter: Math.min(Number(wait), LONGEST_POLL) } : {};
}
