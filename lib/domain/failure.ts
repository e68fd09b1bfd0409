/** Every way a request can fail. One table (lib/server/http/failure-response.ts) gives each its HTTP status. */
export const FAILURE_CODES = [
  'invalid_request',
  'invalid_id',
  'not_found',
  'pass_through_off',
  'unauthorized',
  'forbidden',
  'method_not_allowed',
  'csrf',
  'read_only',
  'wrong_host',
  'payload_too_large',
  'rate_limited',
  'capability_missing',
  'upstream_auth',
  'upstream_rejected',
  'upstream_error',
  'upstream_invalid',
  'upstream_too_large',
  'upstream_unreachable',
  'upstream_timeout',
  'overloaded',
  'archive_off',
  'archive_full',
  'archive_busy',
  'archive_damaged',
  'not_understood',
  'share_over',
  'aborted',
  'internal',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

export interface Failure {
  code: FailureCode;
  /** One or two plain sentences that say what happened and what to do; safe to show. */
  message: string;
  /** HTTP status of the source's answer, where there was one. */
  upstreamStatus?: number | undefined;
  /** The source's own request id, for its support. */
  upstreamRequestId?: string | undefined;
  /** Seconds to wait before another try. */
  retryAfter?: number | undefined;
  /** Methods that the address takes, of `method_not_allowed`. */
  allow?: string | undefined;
}

/** An expected failure. Anything else that is thrown is a bug and reaches the client as `internal` without its text. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'FailureError';
    this.failure = failure;
  }

  /** By name, not by class: the bundler puts several copies of this module into one process. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'FailureError' && 'failure' in value;
  }
}

/** Shorthand for `throw new FailureError`. */
export function fail(code: FailureCode, message: string, more: Omit<Failure, 'code' | 'message'> = {}): never {
  throw new FailureError({ code, message, ...more });
}

/** Whether something thrown is a failure, of one of these codes where some are named. */
export function isFailure(error: unknown, ...codes: FailureCode[]): error is FailureError {
  return error instanceof FailureError && (codes.length === 0 || codes.includes(error.failure.code));
}
