/** What is known of a failed call to our own API. */
export interface ApiFailure {
  /** A code of the contract, or `offline` (no answer), `invalid_answer` (an answer that is not ours), `broken_off` (a stream without an end). */
  code: string;
  /** Plain sentences that can be shown. */
  message: string;
  /** Empty where no answer arrived. */
  requestId: string;
  /** HTTP status; 0 where no answer arrived. */
  status: number;
  /** Seconds to wait before another try, where the answer says so. */
  retryAfter: number | null;
}

/** The only error that calls to our own API reject with, except for the reason of an aborted signal. */
export class ApiError extends Error {
  readonly code: string;
  readonly requestId: string;
  readonly status: number;
  readonly retryAfter: number | null;

  constructor(failure: ApiFailure) {
    super(failure.message);
    this.name = 'ApiError';
    this.code = failure.code;
    this.requestId = failure.requestId;
    this.status = failure.status;
    this.retryAfter = failure.retryAfter;
  }
}

/** The error for a request that got no answer. */
export function offlineError(): ApiError {
  const message = 'The Runlens server did not answer. Check that it is running and that you are connected.';
  return new ApiError({ code: 'offline', message, requestId: '', status: 0, retryAfter: null });
}

/** The error for an answer whose body is not what the contract says. */
export function invalidAnswerError(response: Response): ApiError {
  const message = `The Runlens server answered ${response.status} with something this page cannot read. Reload the page; when that does not help, read the server’s log.`;
  return new ApiError({ code: 'invalid_answer', message, ...meta(response) });
}

/** The error of an answer outside 200 to 299: our envelope, or plain words when a proxy in between answered. Reads the body. */
export async function errorOfResponse(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const envelope = await import('../contract/error-schema.ts').catch(() => null);
  const parsed = envelope?.errorEnvelope.safeParse(body);
  if (!parsed?.success) return invalidAnswerError(response);
  const { code, message, request_id } = parsed.data.error;
  return new ApiError({ code, message, ...meta(response), requestId: request_id });
}

/** Any thrown value as an ApiError, for screens that show it. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = 'This page ran into an error of its own. Reload it.';
  return new ApiError({ code: 'internal', message, requestId: '', status: 0, retryAfter: null });
}

function meta(response: Response): Pick<ApiFailure, 'requestId' | 'status' | 'retryAfter'> {
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) && wait >= 0 ? wait : null;
  return { requestId: response.headers.get('x-request-id') ?? '', status: response.status, retryAfter };
}
