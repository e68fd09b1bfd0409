import 'server-only';

/** What the handler is going to answer. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

/** JSON, indented as the protocol's maker sent it. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value, null, 2) };
}

/** An error in the protocol's form; `param` and `code` are null more often than not. */
function error(status: number, message: string, param: string | null, code: string | null, headers = {}): Answer {
  return json({ error: { message, type: 'invalid_request_error', param, code } }, status, headers);
}

export function badRequest(message: string, param: string | null, code: string | null): Answer {
  return error(400, message, param, code);
}

/** `what` as in the recorded "No run step found with id 'step_123'.". */
export function notFound(what: string, id: string): Answer {
  return error(404, `No ${what} found with id '${id}'.`, null, null);
}

/** Files have an answer of their own. */
export function noSuchFile(id: string): Answer {
  return error(404, `No such File object: ${id}`, 'id', null);
}

export function unknownAddress(method: string, path: string): Answer {
  return error(404, `Invalid URL (${method} ${path})`, null, null);
}

/** The sample is there to be read. */
export function readOnly(method: string, path: string): Answer {
  return error(405, `Not allowed to ${method} on ${path}.`, null, 'method_not_supported', { allow: 'GET' });
}

/** Adds the headers that every answer of the protocol carries. `took` in milliseconds. */
export function toResponse(answer: Answer, took: number): Response {
  const bytes = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
  return new Response(bytes, {
    status: answer.status,
    headers: {
      ...answer.headers,
      'content-length': String(bytes.length),
      'openai-version': '2020-10-01',
      'openai-processing-ms': String(Math.max(1, Math.round(took))),
      'x-request-id': `req_${crypto.randomUUID().replaceAll('-', '')}`,
    },
  });
}
