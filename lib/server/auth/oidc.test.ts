import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { identify } from './identify.ts';
import { beginOidc, endOidc } from './oidc.ts';

const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

let server: Server;
let issuer: string;
/** What the provider says of somebody, and what it was asked for. */
let claims: Record<string, unknown>;
let asked: URLSearchParams;

function idToken(nonce: string | null): string {
  const now = Math.floor(Date.now() / 1000);
  const body = { iss: issuer, aud: 'runlens', sub: 'u-1', iat: now, exp: now + 60, nonce, ...claims };
  const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part(body)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(KEYS.privateKey).toString('base64url')}`;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = (value: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (request.url === '/.well-known/openid-configuration') {
      return void answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        code_challenge_methods_supported: ['S256'],
      });
    }
    if (request.url === '/keys') {
      return void answer({
        keys: [{ ...KEYS.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
      });
    }
    void text(request).then((body) => {
      const sent = new URLSearchParams(body);
      const challenge = createHash('sha256')
        .update(sent.get('code_verifier') ?? '')
        .digest('base64url');
      if (challenge !== asked.get('code_challenge') || sent.get('code') !== 'good') {
        response.statusCode = 400;
        return answer({ error: 'invalid_grant' });
      }
      return answer({ access_token: 'a', token_type: 'bearer', id_token: idToken(asked.get('nonce')) });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  for (const [name, value] of Object.entries({
    RUNLENS_ARCHIVE: 'off',
    RUNLENS_AUTH: 'oidc',
    RUNLENS_OIDC_ISSUER: issuer,
    RUNLENS_OIDC_CLIENT_ID: 'runlens',
    RUNLENS_OIDC_CLIENT_SECRET: 'secret-of-the-client',
    RUNLENS_PUBLIC_URL: 'https://runs.example.org',
    RUNLENS_ROLES: '{"ops":"operator"}',
  })) {
    vi.stubEnv(name, value);
  }
  for (const name of ['environment', 'archive']) Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
});

afterAll(() => {
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  server.close();
});

const sealOf = (cookies: readonly string[]) => cookies[0]?.split(';')[0]?.replace(/^[^=]+=/, '') ?? '';

async function begin(next: string) {
  const { location, cookies } = await beginOidc(next);
  asked = new URL(location).searchParams;
  return { seal: sealOf(cookies), cookies };
}

it('signs somebody in with the role of their groups, and goes where they wanted', async () => {
  claims = { preferred_username: 'ada', groups: ['dev', 'ops'] };
  const { seal, cookies } = await begin('/runs/s/t.r?step=x');
  expect(asked.get('redirect_uri')).toBe('https://runs.example.org/api/sign-in/oidc/callback');
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(cookies[0]).toMatch(/HttpOnly; SameSite=Lax; Max-Age=600; Secure$/);
  const done = await endOidc(`?code=good&state=${asked.get('state')}`, seal);
  expect(done).toMatchObject({ location: '/runs/s/t.r?step=x', name: 'ada' });
  const session = done.cookies[1] ?? '';
  expect(session).toMatch(/^__Host-session=.*Path=\/;.*Secure$/);
  const actor = await identify(new Headers({ cookie: session.split(';')[0] ?? '' }));
  expect(actor).toMatchObject({ name: 'ada', role: 'operator', via: 'oidc' });
});

it.each([
  ['another state', (state: string) => `?code=good&state=${state}x`, undefined, { groups: ['ops'] }],
  ['a wrong code', (state: string) => `?code=bad&state=${state}`, undefined, { groups: ['ops'] }],
  ['a refusal', (state: string) => `?error=access_denied&state=${state}`, undefined, { groups: ['ops'] }],
  ['no cookie', (state: string) => `?code=good&state=${state}`, '', { groups: ['ops'] }],
  ['groups without a role', (state: string) => `?code=good&state=${state}`, undefined, { groups: ['dev'] }],
  ['another nonce', (state: string) => `?code=good&state=${state}`, undefined, { groups: ['ops'], nonce: 'old' }],
  ['a token for others', (state: string) => `?code=good&state=${state}`, undefined, { groups: ['ops'], aud: 'other' }],
  ['an old token', (state: string) => `?code=good&state=${state}`, undefined, { groups: ['ops'], exp: 1_000_000 }],
])('lets nobody in with %s', async (_, back, cookie, said) => {
  claims = { preferred_username: 'ada', ...said };
  vi.spyOn(process, 'emitWarning').mockReturnValue();
  const { seal } = await begin('/runs');
  const done = await endOidc(back(asked.get('state') ?? ''), cookie ?? seal);
  expect(done).toMatchObject({ location: '/sign-in?next=%2F&failed=1', name: null });
  expect(done.cookies).toHaveLength(1);
});
