import { apiPaths } from '../contract/api-paths.ts';
import { EXPORT_ENDINGS, type ExportFormat } from '../domain/export-format.ts';
import { ApiError, errorOfResponse, offlineError } from './api-error.ts';

/** What several runs are exported with. */
export interface WantedExport {
  runs: readonly { source: string; key: string }[];
  format: ExportFormat;
  signal: AbortSignal;
  /** Called with the number of bytes received so far. */
  onBytes: (bytes: number) => void;
}

/**
 * Fetches several runs as one file. Rejects with an `ApiError`, also where the answer breaks off, or with the signal's reason.
 */
export async function fetchExport({ runs, format, signal, onBytes }: WantedExport): Promise<File> {
  const response = await ask({ runs, format }, signal);
  if (!response.ok) throw await errorOfResponse(response);
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      parts.push(read.value);
      bytes += read.value.length;
      onBytes(bytes);
    }
  } catch {
    signal.throwIfAborted();
    throw brokenOff(response);
  }
  const type = response.headers.get('content-type') ?? '';
  return new File(parts, nameOf(response, runs.length, format), { type });
}

async function ask(body: Pick<WantedExport, 'runs' | 'format'>, signal: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-runlens': '1' };
  try {
    return await fetch(apiPaths.exports(), { method: 'POST', headers, body: JSON.stringify(body), signal });
  } catch {
    signal.throwIfAborted();
    throw offlineError();
  }
}

function nameOf(response: Response, count: number, format: ExportFormat): string {
  const given = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return given ?? `${count}-runs${EXPORT_ENDINGS[format]}`;
}

function brokenOff(response: Response): ApiError {
  const message = 'The export broke off before its end: a source or the connection failed. Nothing was saved.';
  const requestId = response.headers.get('x-request-id') ?? '';
  return new ApiError({ code: 'broken_off', message, requestId, status: response.status, retryAfter: null });
}
