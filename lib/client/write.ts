import { errorOfResponse, offlineError } from './api-error.ts';

/** Has our server change something. Rejects with an `ApiError`. */
export async function write(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'x-runlens': '1' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(path, { method, headers, ...sent }).catch(() => {
    throw offlineError();
  });
  if (!response.ok) throw await errorOfResponse(response);
}
