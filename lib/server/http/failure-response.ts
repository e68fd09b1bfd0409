import 'server-only';
import { type Failure, type FailureCode, FailureError } from '../../domain/failure.ts';
import { errorPlace, writeLogLine } from '../observe/log-line.ts';

/** The one table from failures to HTTP status; the status that a source answered stands in `Failure.upstreamStatus`. */
const STATUS: Record<FailureCode, number> = {
  invalid_request: 400,
  invalid_id: 400,
  upstream_rejected: 400,
  unauthorized: 401,
  forbidden: 403,
  csrf: 403,
  read_only: 403,
  not_found: 404,
  pass_through_off: 404,
  method_not_allowed: 405,
  share_over: 410,
  payload_too_large: 413,
  wrong_host: 421,
  not_understood: 422,
  rate_limited: 429,
  aborted: 499,
  internal: 500,
  archive_damaged: 500,
  capability_missing: 501,
  upstream_auth: 502,
  upstream_error: 502,
  upstream_invalid: 502,
  upstream_too_large: 502,
  upstream_unreachable: 502,
  overloaded: 503,
  archive_off: 503,
  archive_busy: 503,
  upstream_timeout: 504,
  archive_full: 507,
};

/** The failure behind anything thrown. What was not expected is logged and becomes `internal` without its text. */
export function toFailure(error: unknown, requestId: string): Failure {
  if (error instanceof FailureError) return error.failure;
  if (isLeaving(error) || isBrokenBody(error)) {
    return { code: 'aborted', message: 'The request was given up before the answer was ready.' };
  }
  writeLogLine('error', { event: 'unexpected_error', request_id: requestId, ...errorPlace(error) });
  return {
    code: 'internal',
    message: 'Runlens met an unexpected error. The server log has the details under this request ID.',
  };
}

/** What a signal throws that ended because the client left; `ResponseAborted` is the framework's reason (Next 16.4). */
function isLeaving(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ResponseAborted' || error.name === 'AbortError');
}

/** What reading a request's body throws whose client has left. Sources that break off are failures already. */
function isBrokenBody(error: unknown): boolean {
  return error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
}

/** The error envelope `{"error":{"code","message","request_id"}}`. */
export function errorBody(
  failure: Failure,
  requestId: string,
): { error: { code: string; message: string; request_id: string } } {
  return { error: { code: failure.code, message: failure.message, request_id: requestId } };
}

/** Answer for a failure, with `Retry-After` where it is known. */
export function failureResponse(failure: Failure, requestId: string): Response {
  const headers: Record<string, string> = {};
  if (failure.retryAfter !== undefined) headers['retry-after'] = String(Math.ceil(failure.retryAfter));
  if (failure.allow !== undefined) headers.allow = failure.allow;
  return Response.json(errorBody(failure, requestId), { status: STATUS[failure.code], headers });
}
