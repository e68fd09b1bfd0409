import 'server-only';
import { writeExactJson } from '../../domain/exact-json.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Capability } from '../../domain/source.ts';
import { observeCall } from '../observe/observe-call.ts';
import { processState } from '../process-state.ts';
import { takeSlot } from './call-slots.ts';
import { UPSTREAM_LIMITS, type UpstreamConnection, type Answer } from './connection.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { createAgent, sendToNetwork } from './http-agent.ts';
import { networkFailure } from './network-failure.ts';
import { requestHeaders, requestUrl } from './outgoing.ts';
import { readEvents, type TOO_LONG } from './read-events.ts';
import { discard, readText, refuseEncoding } from './read-body.ts';
import { redactSecrets } from './redact-secrets.ts';
import { jsonOf } from './json-of.ts';
import type { SseEvent } from './sse-blocks.ts';
import { statusFailure } from './status-failure.ts';
import type { UpstreamJson } from './upstream-fetch.ts';

/** How long a write may take until it is answered, ms: giving up on one that then happens is worse than waiting. */
const LONGEST = 30_000;

/** One POST to a source. */
export interface UpstreamWrite {
  capability: Capability;
  /** Path below the base URL; each segment is encoded here. */
  path: readonly string[];
  query?: readonly (readonly [name: string, value: string])[];
  body: JsonObject;
  signal: AbortSignal;
  /** As in `UpstreamRequest`. */
  object?: string;
  parent?: readonly string[];
}

/** What a source answers to a write: JSON, or the events of a stream while they arrive. */
export type WriteAnswer = UpstreamJson | { events: AsyncGenerator<SseEvent | typeof TOO_LONG> };

/** The door to one source for writes. One attempt each, whatever happens. */
export interface UpstreamWriter {
  /**
   * Sends a write. Where a stream was asked for and is given, its events end with the signal, and throw a `FailureError`
   * where it breaks off. Throws the failures of `Upstream`.
   */
  send(request: UpstreamWrite): Promise<WriteAnswer>;
}

/** The door for writes of a connection; a stream may be silent for `silence()` ms. */
export function createWriter(connection: UpstreamConnection, silence: () => number): UpstreamWriter {
  const { name, capabilities, authorization, handler } = connection;
  const limits = { ...UPSTREAM_LIMITS, ...connection.limits };
  const agent = () =>
    processState('write-agent', () => createAgent({ connect: limits.connect, headers: LONGEST, idle: silence() }));

  const post = (request: UpstreamWrite, url: string, headers: Record<string, string>, { signal }: Deadline) => {
    const sending = { method: 'POST' as const, headers, body: writeExactJson(request.body), signal };
    return observeCall({ source: connection.id, method: 'POST', ability: request.capability }, () =>
      handler ? handler(new Request(url, sending)) : sendToNetwork(url, { ...sending, agent: agent() }),
    );
  };

  const ask = async (request: UpstreamWrite, deadline: Deadline): Promise<Answer> => {
    const url = requestUrl(connection, request.path, request.query);
    const key = await authorization.headers(deadline.signal);
    const headers = { ...requestHeaders(connection, key, '*/*'), 'content-type': 'application/json' };
    const answer = await post(request, url, headers, deadline).catch((error: unknown) => {
      deadline.check();
      throw networkFailure(error, name).error;
    });
    const { status } = answer;
    if (status >= 200 && status <= 299) {
      await refuseEncoding(answer, name);
      return answer;
    }
    if (status === 401) authorization.rejected();
    const failure = await statusFailure(answer, name, 0);
    const { capability, object, parent } = request;
    const parentAnswers = parent && (() => isThere(requestUrl(connection, parent), key, deadline));
    await capabilities.refused({ capability, status, object, parentAnswers });
    throw capabilities.missing(capability, name) ?? failure;
  };

  const isThere = async (url: string, key: Readonly<Record<string, string>>, { signal }: Deadline) => {
    const headers = requestHeaders(connection, key, 'application/json');
    const asked = handler
      ? handler(new Request(url, { headers, signal }))
      : sendToNetwork(url, { method: 'GET', headers, signal });
    return asked.then(
      async (answer) => {
        await discard(answer);
        return answer.status === 200;
      },
      () => false,
    );
  };

  return {
    async send(request) {
      const missing = capabilities.missing(request.capability, name);
      if (missing) throw missing;
      const free = takeSlot(limits.calls);
      const deadline = startDeadline(request.signal, LONGEST, name);
      const end = () => {
        deadline.end();
        free();
      };
      let streams = false;
      try {
        const answer = await ask(request, deadline);
        capabilities.succeeded(request.capability);
        if (isEventStream(answer)) {
          streams = true;
          // From here on only silence ends the call, not its length.
          deadline.release();
          return { events: readEvents(answer, name, request.signal, end) };
        }
        const text = redactSecrets(await readText(answer, limits.jsonBytes, name));
        return { value: jsonOf(text, answer, name), text };
      } catch (error) {
        deadline.check();
        throw error;
      } finally {
        if (!streams) end();
      }
    },
  };
}

function isEventStream({ headers }: Answer): boolean {
  return /^\s*text\/event-stream\b/i.test(headers.get('content-type') ?? '');
}
