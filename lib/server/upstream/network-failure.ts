import 'server-only';
import { type FailureCode, FailureError } from '../../domain/failure.ts';

/** A call that got no answer, and whether another try may. */
export interface NetworkFailure {
  error: FailureError;
  retry: boolean;
}

const CERTIFICATE = /CERT|ALTNAME|SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY/;

/** What a failed `fetch` means, before the answer's headers have come. Rethrows what did not come from the network. */
export function networkFailure(thrown: unknown, name: string): NetworkFailure {
  if (!(thrown instanceof Error) || !(thrown.cause instanceof Error)) throw thrown;
  const cause = causeOf(thrown);
  const code = cause && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const made = (failure: FailureCode, message: string, retry: boolean): NetworkFailure => ({
    error: new FailureError({ code: failure, message }),
    retry,
  });
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return made('upstream_timeout', `${name} did not take the connection in time. Is its address right?`, true);
  }
  if (code === 'UND_ERR_HEADERS_TIMEOUT') {
    return made(
      'upstream_timeout',
      `${name} took the request but did not answer in time. Try again in a moment.`,
      false,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return made(
      'upstream_unreachable',
      `The host name of ${name} is not known here (${code}). Check its base URL.`,
      true,
    );
  }
  if (CERTIFICATE.test(code)) {
    const hint = 'Repair the certificate, or name its authority in NODE_EXTRA_CA_CERTS.';
    return made('upstream_unreachable', `The certificate of ${name} was not accepted (${code}). ${hint}`, false);
  }
  if (cause?.name === 'HTTPParserError' || code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return made('upstream_invalid', `${name} answered something that is not proper HTTP. Check its base URL.`, false);
  }
  if (cause?.message === 'bad port') {
    return made(
      'upstream_unreachable',
      `The port of ${name} is reserved for another protocol. Use another one.`,
      false,
    );
  }
  const known = /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? ` (${code})` : '';
  return made(
    'upstream_unreachable',
    `${name} could not be reached${known}. Is it running, and is its address right?`,
    true,
  );
}

/** What an error in the middle of a body means. */
export function bodyFailure(thrown: unknown, name: string): FailureError {
  const cause = causeOf(thrown);
  if (cause && 'code' in cause && cause.code === 'UND_ERR_BODY_TIMEOUT') {
    return new FailureError({
      code: 'upstream_timeout',
      message: `${name} stopped sending in the middle of its answer.`,
    });
  }
  return cutBody(name);
}

/** An answer that ended before it was whole. */
export function cutBody(name: string): FailureError {
  return new FailureError({
    code: 'upstream_invalid',
    message: `The answer of ${name} broke off before it was complete. Try again in a moment.`,
  });
}

/** The innermost error: a `fetch` wraps it, and a host with several addresses gives one error for each. */
function causeOf(thrown: unknown): Error | null {
  if (!(thrown instanceof Error)) return null;
  if (thrown instanceof AggregateError && thrown.errors[0] instanceof Error) return causeOf(thrown.errors[0]);
  return thrown.cause instanceof Error ? causeOf(thrown.cause) : thrown;
}
