import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What the provider says of whoever comes next. */
export interface Claims {
  preferred_username?: string;
  groups?: string[];
  /** Says that this person may not come in, instead. */
  denied?: boolean;
  /** Signs for another sign-in than the one that asks. */
  nonce?: string;
}

export interface IdentityProvider {
  issuer: string;
  says(claims: Claims): void;
  /** Sign-ins that were asked for, as their queries. */
  asked: URLSearchParams[];
  stop(): Promise<void>;
}

const CLIENT = 'runlens';

/** An OpenID Connect provider on loopback that lets whoever comes in as `says` told: code flow with PKCE, keys of its own. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const asked: URLSearchParams[] = [];
  const codes = new Map<string, { query: URLSearchParams; claims: Claims }>();
  let claims: Claims = {};
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer());
    if (url.pathname === '/.well-known/openid-configuration') return json(response, discovery());
    if (url.pathname === '/keys') {
      return json(response, {
        keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
      });
    }
    if (url.pathname === '/authorize') return authorize(url.searchParams, response);
    void text(request).then((body) => token(new URLSearchParams(body), response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  function issuer(): string {
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }
  function discovery(): object {
    return {
      issuer: issuer(),
      authorization_endpoint: `${issuer()}/authorize`,
      token_endpoint: `${issuer()}/token`,
      jwks_uri: `${issuer()}/keys`,
      code_challenge_methods_supported: ['S256'],
    };
  }
  function authorize(query: URLSearchParams, response: ServerResponse): void {
    asked.push(query);
    const back = new URL(query.get('redirect_uri') ?? issuer());
    back.searchParams.set('state', query.get('state') ?? '');
    if (claims.denied) back.searchParams.set('error', 'access_denied');
    else {
      const code = randomBytes(12).toString('hex');
      codes.set(code, { query, claims });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }
  /** A code is good once, and only for who holds the verifier that belongs to its challenge. */
  function token(sent: URLSearchParams, response: ServerResponse): void {
    const code = sent.get('code') ?? '';
    const known = codes.get(code);
    codes.delete(code);
    const proof = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    if (!known || proof !== known.query.get('code_challenge')) {
      response.statusCode = 400;
      return json(response, { error: 'invalid_grant' });
    }
    const now = Math.floor(Date.now() / 1000);
    const { denied: _, ...said } = known.claims;
    const body = {
      iss: issuer(),
      aud: CLIENT,
      sub: 'u-1',
      iat: now,
      exp: now + 60,
      nonce: known.query.get('nonce'),
      ...said,
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part(body)}`;
    const signature = createSign('RSA-SHA256').update(signed).sign(keys.privateKey).toString('base64url');
    return json(response, { access_token: 'unused', token_type: 'bearer', id_token: `${signed}.${signature}` });
  }
  return {
    issuer: issuer(),
    says: (next) => (claims = next),
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function json(response: ServerResponse, value: object): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
}
