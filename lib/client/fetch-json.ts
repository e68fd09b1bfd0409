import { readExactJson } from '../domain/exact-json.ts';
import type { AnswerSchema } from './answer-schemas.ts';
import { errorOfResponse, invalidAnswerError, offlineError } from './api-error.ts';

/**
 * GETs a path of our own API and checks the answer. Rejects with an `ApiError`, or with the signal's reason when it was
 * aborted.
 */
export async function fetchJson<T>(path: string, schema: AnswerSchema<T>, signal?: AbortSignal): Promise<T> {
  const wanted = readable(schema);
  const response = await fetchOk(path, 'application/json', signal);
  let body: unknown;
  try {
    body = readExactJson(await response.text());
  } catch {
    signal?.throwIfAborted();
    throw invalidAnswerError(response);
  }
  const parsed = (await wanted)?.safeParse(body);
  signal?.throwIfAborted();
  if (!parsed) throw offlineError();
  if (!parsed.success) throw invalidAnswerError(response);
  return parsed.data;
}

/** The schema, which comes from the server too; null where it did not arrive. */
export async function readable<T>(schema: AnswerSchema<T>) {
  return schema().catch(() => null);
}

/** GETs a text, with the same errors as `fetchJson`. */
export async function fetchText(path: string, signal?: AbortSignal): Promise<string> {
  const response = await fetchOk(path, '*/*', signal);
  try {
    return await response.text();
  } catch {
    signal?.throwIfAborted();
    throw offlineError();
  }
}

/** The answer to a GET, once its status is known to be fine. */
export async function fetchOk(path: string, accept: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { accept }, signal: signal ?? null });
  } catch {
    signal?.throwIfAborted();
    throw offlineError();
  }
  if (!response.ok) throw await errorOfResponse(response);
  return response;
}

/** The headers that a GET would be answered with, without its body; null where the answer would be an error. */
export async function fetchHead(path: string, signal?: AbortSignal): Promise<Headers | null> {
  let response: Response;
  try {
    response = await fetch(path, { method: 'HEAD', signal: signal ?? null });
  } catch {
    signal?.throwIfAborted();
    throw offlineError();
  }
  return response.ok ? response.headers : null;
}
