import 'server-only';
import { sealData, unsealData } from 'iron-session';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { readNextPath } from '../../contract/next-path.ts';
import { routes } from '../../contract/routes.ts';
import { fail } from '../../domain/failure.ts';
import type { AuthConfig } from '../auth-config.ts';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import { roleOfGroups } from './group-role.ts';
import { meet } from './people.ts';
import { openSession } from './session.ts';
import { sessionSecret } from './session-secret.ts';

type OidcAuth = AuthConfig & { mode: 'oidc' };

/** What a sign-in under way has to remember; sealed in a cookie of its own. */
interface Begun {
  state: string;
  nonce: string;
  verifier: string;
  next: string;
}

const CALLBACK = '/api/sign-in/oidc/callback';
const COOKIE = 'runlens-sign-in';
const MINUTES = 10;
const PATIENCE_S = 10;

/** A way on: where to, and cookies to set. */
export interface SignInStep {
  location: string;
  cookies: string[];
}

/** Begins a sign-in by OpenID Connect: code flow with PKCE, state and nonce (RFC 7636, OpenID Connect Core 3.1). */
export async function beginOidc(next: string | null): Promise<SignInStep> {
  const { auth, publicOrigin } = oidc();
  const config = await provider(auth);
  const begun: Begun = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    next: readNextPath(next),
  };
  const location = buildAuthorizationUrl(config, {
    redirect_uri: `${publicOrigin}${CALLBACK}`,
    scope: auth.scopes,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  });
  const seal = await sealData(begun, { password: await sessionSecret(), ttl: MINUTES * 60 });
  return { location: location.href, cookies: [cookie(seal, MINUTES * 60)] };
}

/**
 * Ends it: `search` is the query with which the provider sent somebody back, `seal` the cookie, `from` their headers. Whoever cannot be let in goes
 * back to the sign-in page.
 */
export async function endOidc(
  search: string,
  seal: string | null,
  from = new Headers(),
): Promise<SignInStep & { name: string | null }> {
  const { auth, publicOrigin } = oidc();
  const gone = cookie('', 0);
  const refused = { location: `${routes.signIn('/')}&failed=1`, cookies: [gone], name: null };
  const begun = seal === null ? null : await unsealBegun(seal);
  if (!begun) return refused;
  try {
    const tokens = await authorizationCodeGrant(await provider(auth), new URL(`${CALLBACK}${search}`, publicOrigin), {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
    });
    const claims: Record<string, unknown> = { ...tokens.claims() };
    const name = [claims.preferred_username, claims.email, claims.name, claims.sub].find(isName);
    const role = roleOfGroups(auth.roles, groupsOf(claims[auth.groupsClaim]));
    if (!name || role === null) return refused;
    await meet({ name, via: 'oidc', role });
    const session = await openSession({ name, via: 'oidc', role, print: null }, from);
    return { location: begun.next, cookies: [gone, session], name };
  } catch (error) {
    process.emitWarning(`Signing in by OpenID Connect failed: ${error instanceof Error ? error.message : 'unknown'}`);
    return refused;
  }
}

/** The cookie of a sign-in under way among a request's cookies. */
export function begunCookie(headers: Headers): string | null {
  const found = (headers.get('cookie') ?? '').split('; ').find((pair) => pair.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) ?? null;
}

function oidc(): { auth: OidcAuth; publicOrigin: string } {
  const { auth, publicOrigin } = readEnvironment();
  if (auth.mode !== 'oidc' || publicOrigin === null) fail('not_found', 'Nobody signs in by OpenID Connect here.');
  return { auth, publicOrigin };
}

/** What the provider says of itself, asked once; asked again after it could not be reached. */
async function provider(auth: OidcAuth): Promise<Configuration> {
  const known = processState('oidc-provider', (): { asked: Promise<Configuration> | null } => ({ asked: null }));
  const { issuer, clientId, clientSecret } = auth;
  const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
  known.asked ??= discovery(new URL(issuer), clientId, clientSecret.reveal(), undefined, {
    execute,
    timeout: PATIENCE_S,
  });
  try {
    return await known.asked;
  } catch (error) {
    known.asked = null;
    process.emitWarning(`The identity provider did not answer: ${error instanceof Error ? error.message : 'unknown'}`);
    return fail('upstream_unreachable', 'The identity provider does not answer. Try again in a moment.');
  }
}

async function unsealBegun(seal: string): Promise<Begun | null> {
  const options = { password: await sessionSecret(), ttl: MINUTES * 60 };
  const { state, nonce, verifier, next } = await unsealData<Partial<Begun>>(seal, options).catch(
    (): Partial<Begun> => ({}),
  );
  return state && nonce && verifier ? { state, nonce, verifier, next: readNextPath(next) } : null;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[^\p{Cc}]{1,200}$/u.test(value);
}

function groupsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(/[\s,]+/);
  return Array.isArray(claim) ? claim.filter((one) => typeof one === 'string') : [];
}

/** Lax: the provider sends people back by a link of another site. */
function cookie(value: string, seconds: number): string {
  const secure = readEnvironment().publicOrigin?.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${value}; Path=/api/sign-in/oidc; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
