import 'server-only';
import { fail, FailureError } from '../../domain/failure.ts';
import { isJsonObject } from '../../domain/json.ts';
import { processState } from '../process-state.ts';
import type { SourceAuth } from '../source-auth.ts';
import type { Answer } from './connection.ts';
import { sendToNetwork } from './http-agent.ts';
import { networkFailure } from './network-failure.ts';
import { readText } from './read-body.ts';
import { forgetSecret, knowSecret, redactMessage } from './redact-secrets.ts';
import { parseJson } from './safe-json.ts';

/** A token is fetched anew this long before it expires, ms, or at half its life when that is later. */
const AHEAD = 300_000;
const LONGEST_FETCH = 10_000;
const LARGEST_ANSWER = 64 * 1024;

interface TokenCache {
  token: string | null;
  /** When it is fetched anew and when it ends, ms since 1970. */
  refreshAt: number;
  expiresAt: number;
  pending: Promise<string> | null;
}

/** A bearer token of Microsoft Entra by client credentials, kept until shortly before it expires. */
export interface AzureToken {
  get(signal: AbortSignal): Promise<string>;
  forget(): void;
}

/** The token of one source (`source` is its id, `name` for people), shared by all callers of the process. */
export function createAzureToken(
  auth: Extract<SourceAuth, { type: 'azure' }>,
  source: string,
  name: string,
  now: () => number = Date.now,
): AzureToken {
  const cache = processState<TokenCache>(`azure-token.${source}`, () => ({
    token: null,
    refreshAt: 0,
    expiresAt: 0,
    pending: null,
  }));

  const keep = async (): Promise<string> => {
    const { token, lifetime } = await fetchToken(auth, name);
    if (cache.token !== null && cache.token !== token) forgetSecret(cache.token);
    knowSecret(token);
    cache.token = token;
    cache.expiresAt = now() + lifetime;
    cache.refreshAt = cache.expiresAt - Math.min(AHEAD, lifetime / 2);
    return token;
  };

  const renew = (): Promise<string> => {
    cache.pending ??= keep().finally(() => {
      cache.pending = null;
    });
    return cache.pending;
  };

  return {
    async get(signal) {
      signal.throwIfAborted();
      const { token } = cache;
      if (token !== null && now() < cache.refreshAt) return token;
      try {
        return await untilAborted(renew(), signal);
      } catch (error) {
        if (token !== null && now() < cache.expiresAt && !signal.aborted) return token;
        throw error;
      }
    },
    forget() {
      cache.refreshAt = 0;
      cache.expiresAt = 0;
    },
  };
}

/** Asks the authority: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function fetchToken(
  auth: Extract<SourceAuth, { type: 'azure' }>,
  name: string,
): Promise<{ token: string; lifetime: number }> {
  const authority = `The authority of ${name} (Microsoft Entra)`;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: auth.client,
    client_secret: auth.secret.reveal(),
    scope: auth.scope,
  });
  const signal = AbortSignal.timeout(LONGEST_FETCH);
  let answer: Answer;
  let text: string;
  try {
    answer = await sendToNetwork(`${auth.authority}/${encodeURIComponent(auth.tenant)}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { accept: 'application/json', 'accept-encoding': 'identity' },
      body: form,
      signal,
    });
    text = await readText(answer, LARGEST_ANSWER, authority);
  } catch (error) {
    if (signal.aborted) return fail('upstream_timeout', `${authority} did not answer within 10 s.`);
    throw error instanceof FailureError ? error : networkFailure(error, authority).error;
  }
  const body = parseJson(text).value;
  const token = isJsonObject(body) ? body.access_token : null;
  const seconds = isJsonObject(body) ? Number(body.expires_in) : Number.NaN;
  if (answer.status === 200 && typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) && seconds > 0) {
    return { token, lifetime: seconds * 1000 };
  }
  const said = isJsonObject(body) && typeof body.error_description === 'string' ? body.error_description : '';
  return fail(
    'upstream_auth',
    `${authority} gave no token (${answer.status}). Check the AZURE_ variables and the scope. ${redactMessage(said)}`.trim(),
    { upstreamStatus: answer.status },
  );
}

async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const left = Promise.withResolvers<never>();
  const leave = () => left.reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([promise, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
