import 'server-only';
import { type Failure, type FailureCode, FailureError } from '../../domain/failure.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import type { Answer } from './connection.ts';
import { discard, readText } from './read-body.ts';
import { redactMessage } from './redact-secrets.ts';
import { retryAfter } from './retry.ts';
import { parseJson } from './safe-json.ts';

const LARGEST_ERROR = 64 * 1024;

/** Turns an answer that is no success into the failure it means; reads and closes its body. */
export async function statusFailure(answer: Answer, name: string, longestWait: number): Promise<FailureError> {
  const { status } = answer;
  const wait = retryAfter(answer.headers);
  const asked = wait === null ? undefined : Math.ceil(wait / 1000);
  const more: Omit<Failure, 'code' | 'message'> = { upstreamStatus: status, upstreamRequestId: requestIdOf(answer) };
  const made = (code: FailureCode, message: string) => new FailureError({ code, message, ...more });
  if (status >= 300 && status <= 399) {
    await discard(answer);
    return made(
      'upstream_error',
      `${name} answered with a redirect (${status}), which is not followed so that the key stays with its host. Set the final address as base URL.`,
    );
  }
  const message = await errorMessage(answer, name);
  const said = message === null ? '' : ` It says: ${message}`;
  if (status === 404 || status === 410) return made('not_found', `${name} does not have this (${status}).${said}`);
  if (status === 400 || status === 422)
    return made('upstream_rejected', `${name} refused the request (${status}).${said}`);
  if (status === 401 || status === 403) {
    return made('upstream_auth', `${name} did not accept the key of this source (${status}). Check its "auth".${said}`);
  }
  if (status === 429) {
    more.retryAfter = asked;
    const when = asked === undefined ? 'in a moment' : `in ${asked} s`;
    return made('rate_limited', `${name} asks for fewer requests (429). Try again ${when}.${said}`);
  }
  if (wait !== null && wait > longestWait) {
    more.retryAfter = asked;
    return made('overloaded', `${name} cannot answer now (${status}) and asks to wait ${asked} s.${said}`);
  }
  return made('upstream_error', `${name} answered with an error (${status}). Try again in a moment.${said}`);
}

/** The source's own id of the answer, where it looks like one. */
export function requestIdOf(answer: Answer): string | undefined {
  const id = answer.headers.get('x-request-id') ?? answer.headers.get('apim-request-id') ?? '';
  return /^[A-Za-z0-9._:-]{1,128}$/.test(id) ? id : undefined;
}

/**
 * The message of a JSON error body, without secrets. `{error:{message}}` is the protocol's form, `{statusCode,message}`
 * that of Azure's gateway, `{error:"…"}` and `{detail:"…"}` those of small servers. Other bodies are not shown.
 */
async function errorMessage(answer: Answer, name: string): Promise<string | null> {
  const text = await readText(answer, LARGEST_ERROR, name).catch(() => '');
  const message = messageIn(parseJson(text).value);
  return message === null ? null : redactMessage(message) || null;
}

function messageIn(body: Json): string | null {
  if (!isJsonObject(body)) return null;
  const inner = isJsonObject(body.error) ? body.error.message : body.error;
  for (const text of [inner, body.message, body.detail]) if (typeof text === 'string' && text !== '') return text;
  return null;
}
