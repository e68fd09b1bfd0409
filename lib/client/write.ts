import { readExactJson, writeExactJson } from '../domain/exact-json.ts';
import type { AnswerSchema } from './answer-schemas.ts';
import { errorOfResponse, invalidAnswerError, offlineError } from './api-error.ts';
import { readable } from './fetch-json.ts';

type WriteMethod = 'POST' | 'PATCH' | 'DELETE';

/** Has our server change something. Rejects with an `ApiError`. */
export async function write(method: WriteMethod, path: string, body?: object): Promise<void> {
  await send(method, path, body);
}

/** Has our server change something and gives its answer, checked. Rejects with an `ApiError`. */
export async function writeFor<T>(
  method: WriteMethod,
  path: string,
  body: object,
  schema: AnswerSchema<T>,
): Promise<T> {
  const wanted = readable(schema);
  const response = await send(method, path, body);
  const answer = await response
    .text()
    .then(readExactJson)
    .catch(() => {
      throw invalidAnswerError(response);
    });
  const parsed = (await wanted)?.safeParse(answer);
  if (!parsed?.success) throw invalidAnswerError(response);
  return parsed.data;
}

async function send(method: WriteMethod, path: string, body?: object): Promise<Response> {
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'x-runlens': '1' };
  const sent = body === undefined ? {} : { body: writeExactJson(body) };
  const response = await fetch(path, { method, headers, ...sent }).catch(() => {
    throw offlineError();
  });
  if (!response.ok) throw await errorOfResponse(response);
  return response;
}
