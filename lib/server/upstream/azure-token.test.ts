import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { FailureError } from '../../domain/failure.ts';
import { Secret } from '../secret.ts';
import { createAuthorization } from './authorization.ts';
import { createAzureToken } from './azure-token.ts';
import { redactSecrets } from './redact-secrets.ts';

const signal = new AbortController().signal;
let sources = 0;

/** An authority on loopback; `answer` gives status and body of the next token request. */
async function authorityOf(answer: (asked: number) => [number, unknown]) {
  const forms: URLSearchParams[] = [];
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    forms.push(new URLSearchParams(await text(request)));
    const [status, json] = answer(forms.length);
    response.writeHead(request.url === '/tenant/oauth2/v2.0/token' ? status : 404).end(JSON.stringify(json));
  };
  const server = createServer((request, response) => void reply(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => void server.close());
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const auth = {
    type: 'azure' as const,
    scope: 'https://ai.azure.com/.default',
    tenant: 'tenant',
    client: 'client',
    authority,
    secret: new Secret('client-secret-1'),
  };
  return { forms, auth, source: `azure-${++sources}` };
}

const token = (asked: number): [number, unknown] => [200, { access_token: `token-number-${asked}`, expires_in: 3600 }];

it('asks once for all, keeps the token and fetches a new one before it expires', async () => {
  const { forms, auth, source } = await authorityOf(token);
  const clock = { now: 0 };
  const azure = createAzureToken(auth, source, 'Production', () => clock.now);
  const all = await Promise.all([azure.get(signal), azure.get(signal), azure.get(signal)]);
  expect(all).toEqual(['token-number-1', 'token-number-1', 'token-number-1']);
  expect(Object.fromEntries(forms[0] ?? [])).toEqual({
    grant_type: 'client_credentials',
    client_id: 'client',
    client_secret: 'client-secret-1',
    scope: 'https://ai.azure.com/.default',
  });
  clock.now = 3_299_000;
  expect(await azure.get(signal)).toBe('token-number-1');
  clock.now = 3_301_000;
  expect(await azure.get(signal)).toBe('token-number-2');
  expect(forms).toHaveLength(2);
  expect(redactSecrets('got token-number-2')).toBe('got [redacted]');
});

it('uses the old token while it lasts when a new one cannot be had', async () => {
  const { auth, source } = await authorityOf((asked) => (asked === 1 ? token(1) : [500, {}]));
  const clock = { now: 0 };
  const azure = createAzureToken(auth, source, 'Production', () => clock.now);
  await azure.get(signal);
  clock.now = 3_400_000;
  expect(await azure.get(signal)).toBe('token-number-1');
  clock.now = 3_600_000;
  await expect(azure.get(signal)).rejects.toThrow('gave no token (500)');
});

it('says why there is no token, without the secret', async () => {
  const { auth, source } = await authorityOf(() => [
    ...([
      401,
      { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret client-secret-1.' },
    ] as const),
  ]);
  const authorization = createAuthorization(auth, source, 'Production');
  const error = await authorization.headers(signal).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FailureError);
  expect((error as FailureError).failure).toMatchObject({ code: 'upstream_auth', upstreamStatus: 401 });
  expect((error as FailureError).message).toContain('AADSTS7000215: Invalid client secret [redacted].');
});

it('fetches a new token after the source refused the old one', async () => {
  const { auth, source } = await authorityOf(token);
  const authorization = createAuthorization(auth, source, 'Production');
  expect(await authorization.headers(signal)).toEqual({ authorization: 'Bearer token-number-1' });
  authorization.rejected();
  expect(await authorization.headers(signal)).toEqual({ authorization: 'Bearer token-number-2' });
});

it('lets an asker leave while others wait', async () => {
  const { auth, source } = await authorityOf(token);
  const azure = createAzureToken(auth, source, 'Production');
  const asker = new AbortController();
  const leaving = azure.get(asker.signal);
  const staying = azure.get(signal);
  asker.abort();
  await expect(leaving).rejects.toThrow('aborted');
  expect(await staying).toBe('token-number-1');
});

it('has no key for a passthrough source and says so', async () => {
  const headers = createAuthorization({ type: 'passthrough' }, 'p', 'Production').headers(signal);
  await expect(headers).rejects.toMatchObject({ failure: { code: 'upstream_auth' } });
  await expect(headers).rejects.toThrow('Production has no key of its own here');
});

it('sends a key as bearer or under a header of its own', async () => {
  const secret = new Secret('k-1');
  expect(await createAuthorization({ type: 'bearer', secret }, 'b', 'B').headers(signal)).toEqual({
    authorization: 'Bearer k-1',
  });
  expect(await createAuthorization({ type: 'header', name: 'api-key', secret }, 'h', 'H').headers(signal)).toEqual({
    'api-key': 'k-1',
  });
  expect(await createAuthorization({ type: 'none' }, 'n', 'N').headers(signal)).toEqual({});
});
