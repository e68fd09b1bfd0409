import { apiPaths } from '../contract/api-paths.ts';
import { answers } from './answer-schemas.ts';
import { ApiError, errorOfResponse, offlineError } from './api-error.ts';
import type { NamedFile } from './dropped-files.ts';

/**
 * Sends files to be imported and gives the id of the import. `tell` gets the bytes sent and those to send. Rejects with an
 * `ApiError`, or with the signal's reason. By XMLHttpRequest: `fetch` does not say how much was sent.
 */
export async function sendImport(
  files: readonly NamedFile[],
  signal: AbortSignal,
  tell: (sent: number, total: number) => void,
): Promise<string> {
  const form = new FormData();
  for (const { name, file } of files) form.append('file', file, name);
  const response = await post(form, signal, tell);
  if (!response.ok) throw await errorOfResponse(response);
  const schema = await answers.importBegun();
  const parsed = schema.safeParse(await response.json());
  if (!parsed.success) throw offlineError();
  return parsed.data.id;
}

/** Ends an import on the server; one that has ended by itself is left as it is. */
export async function stopImport(id: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-runlens': '1' };
  await fetch(apiPaths.import(id), { method: 'DELETE', headers }).catch(() => undefined);
}

function post(form: FormData, signal: AbortSignal, tell: (sent: number, total: number) => void): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = new XMLHttpRequest();
  request.open('POST', apiPaths.imports());
  request.setRequestHeader('x-runlens', '1');
  request.setRequestHeader('prefer', 'respond-async');
  request.upload.addEventListener('progress', ({ loaded, total }) => tell(loaded, total));
  request.addEventListener('load', () => {
    const headers = { 'content-type': request.getResponseHeader('content-type') ?? '' };
    resolve(new Response(request.responseText, { status: request.status, headers }));
  });
  request.addEventListener('error', () => reject(broken()));
  request.addEventListener('abort', () => reject(signal.reason));
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(form);
  return promise;
}

/** A connection that ends while files are sent: often the server refused them for their size before it had them all. */
function broken(): ApiError {
  const message =
    'The connection broke off while the files were sent. They may be too large for an import by the browser; npm run import takes any size.';
  return new ApiError({ code: 'offline', message, requestId: '', status: 0, retryAfter: null });
}
