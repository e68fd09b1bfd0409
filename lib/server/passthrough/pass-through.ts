import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { PassedAnswer } from '../upstream/pass-through-call.ts';
import { spellingsOf } from '../upstream/redact-secrets.ts';
import { admit, type Admitted, type RoleOf } from './admit.ts';
import { passedBody } from './answer-body.ts';
import { answerHeaders } from './answer-headers.ts';
import { eventBody } from './event-body.ts';
import { hearAnswer } from './hear-answer.ts';
import { hearStream } from './hear-stream.ts';

/** Statuses whose answers have no body. */
const BODILESS = new Set([204, 205, 304]);
const EVENT_STREAM = /^\s*text\/event-stream\b/i;

/**
 * Hands a call of an SDK client on to a source, once, and its answer back: the status as it came, the headers of the
 * contract, the body with keys replaced, a stream event by event. What passes is heard for the archive without being in the
 * way. Throws what `admit` throws, and `aborted`, `overloaded`, `upstream_*` where no answer came.
 */
export async function passThrough(
  request: Request,
  sourceId: string,
  requestId: string,
  roleOf: RoleOf,
): Promise<Response> {
  const url = new URL(request.url);
  const admitted = await admit(request, url, sourceId, roleOf);
  const { source, path, authorization } = admitted;
  const { headers, method, signal } = request;
  const length = headers.get('content-length') ?? '';
  const answer = await source.pass({
    method,
    path,
    search: url.search.slice(1),
    accept: headers.get('accept'),
    contentType: headers.get('content-type'),
    contentLength: /^\d{1,15}$/.test(length) ? Number(length) : null,
    body: request.body,
    authorization,
    signal,
  });
  try {
    return await answered(request, url, admitted, answer, requestId);
  } catch (error) {
    answer.end();
    if (signal.aborted) fail('aborted', 'The request was given up before the answer was ready.');
    throw error;
  }
}

async function answered(
  { method, signal }: Request,
  { search }: URL,
  { source, path, authorization }: Admitted,
  answer: PassedAnswer,
  requestId: string,
): Promise<Response> {
  const { status } = answer;
  if (status < 200 || status > 599) fail('upstream_invalid', `${source.name} answered with the status ${status}.`);
  const encoding = answer.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') {
    fail('upstream_invalid', `${source.name} answered compressed although it was asked not to.`);
  }
  const headers = answerHeaders(answer);
  if (BODILESS.has(status)) {
    answer.end();
    return new Response(null, { status, headers });
  }
  const { name } = source;
  const own = authorization === null ? [] : spellingsOf(authorization.replace(/^Bearer /i, ''));
  const type = answer.headers.get('content-type') ?? '';
  const good = status <= 299;
  if (good && EVENT_STREAM.test(type)) {
    headers.set('cache-control', 'private, no-store, no-transform');
    headers.set('x-accel-buffering', 'no');
    return new Response(eventBody(answer, { name, own, requestId, signal, ear: hearStream(source) }), {
      status,
      headers,
    });
  }
  const hear =
    good && /\bjson\b/i.test(type)
      ? (text: string) => hearAnswer(source, { method, path, search: search.slice(1), text })
      : undefined;
  return new Response(await passedBody(answer, { name, own, hear }), { status, headers });
}
