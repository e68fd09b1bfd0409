import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashPassword } from '../password-hash.ts';
import { makeAccessToken, revokeAccessToken } from './access-tokens.ts';
import { identify } from './identify.ts';
import { signInByPassword } from './password-sign-in.ts';
import { requireRole } from './require-role.ts';
import { endSession } from './session.ts';

// As where our own server holds the connections; elsewhere the header is not believed.
vi.mock('../observe/tell-peer.ts', () => ({ isPeerTold: () => true }));

const STATE = ['environment', 'memory-records', 'sign-in-failures', 'session-secret', 'archive', 'password-hashes'];

function configure(variables: Record<string, string>): void {
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ RUNLENS_ARCHIVE: 'off', ...variables })) vi.stubEnv(name, value);
  // Read anew by whoever asks next.
  for (const name of STATE) Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
}

const cookieOf = (header: string) => new Headers({ cookie: header.split(';')[0] ?? '' });

afterEach(() => configure({}));

describe('passwords', () => {
  beforeEach(async () => {
    const users = [
      { name: 'ada', role: 'admin', hash: await hashPassword('correct horse') },
      { name: 'bob', role: 'viewer', hash: await hashPassword('battery staple') },
    ];
    configure({ RUNLENS_USERS: JSON.stringify(users) });
  });

  it('knows nobody without a session, and who signed in with one', async () => {
    expect(await identify(new Headers())).toBeNull();
    const cookie = await signInByPassword('ada', 'correct horse');
    expect(cookie).toMatch(/^session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=28800$/);
    expect(await identify(cookieOf(cookie))).toMatchObject({ name: 'ada', role: 'admin', via: 'password' });
  });

  it('does not take a session that was changed, made with another secret or ended', async () => {
    const cookie = await signInByPassword('bob', 'battery staple');
    const seal = cookie.split(';')[0] ?? '';
    expect(await identify(new Headers({ cookie: `${seal.slice(0, -3)}abc` }))).toBeNull();
    expect(await identify(new Headers({ cookie: 'session=bob' }))).toBeNull();
    const actor = await identify(cookieOf(cookie));
    expect(await endSession(actor?.session ?? null)).toContain('Max-Age=0');
    expect(await identify(cookieOf(cookie))).toBeNull();
  });

  it('gives every sign-in a session of its own', async () => {
    const [one, two] = [await signInByPassword('ada', 'correct horse'), await signInByPassword('ada', 'correct horse')];
    const first = await identify(cookieOf(one));
    await endSession(first?.session ?? null);
    expect(await identify(cookieOf(one))).toBeNull();
    expect(await identify(cookieOf(two))).toMatchObject({ name: 'ada' });
  });

  it('says the same of an unknown name as of a wrong password, and stops after ten failures', async () => {
    const wrong = async (name: string) => signInByPassword(name, 'wrong').then(String, (error: Error) => error.message);
    expect(await wrong('ada')).toBe(await wrong('nobody'));
    const open = await signInByPassword('ada', 'correct horse');
    await Promise.all(Array.from({ length: 8 }, () => wrong('ada')));
    await expect(signInByPassword('ada', 'correct horse')).rejects.toMatchObject({
      failure: { code: 'rate_limited', retryAfter: expect.any(Number) },
    });
    expect(await identify(cookieOf(open))).toMatchObject({ name: 'ada' });
  });

  it('asks for the role', async () => {
    const headers = cookieOf(await signInByPassword('bob', 'battery staple'));
    expect(await requireRole(headers, 'viewer')).toMatchObject({ name: 'bob' });
    await expect(requireRole(headers, 'sharer')).rejects.toMatchObject({ failure: { code: 'forbidden' } });
    await expect(requireRole(new Headers(), 'viewer')).rejects.toMatchObject({ failure: { code: 'unauthorized' } });
  });

  it('takes tokens until they are revoked or over', async () => {
    const { token, kept } = await makeAccessToken({ name: 'ci', role: 'operator', owner: 'ada', expiresAt: null });
    const headers = new Headers({ authorization: `Bearer ${token}` });
    expect(JSON.stringify(kept)).not.toContain(token.slice(4));
    expect(await identify(headers)).toMatchObject({ role: 'operator', via: 'token' });
    expect(await identify(new Headers({ authorization: `bearer  ${token}` }))).toMatchObject({ via: 'token' });
    expect(await revokeAccessToken(kept.id, 'bob')).toBeNull();
    expect(await revokeAccessToken(kept.id, 'ada')).toMatchObject({ name: 'ci', owner: 'ada' });
    expect(await identify(headers)).toBeNull();
    const over = await makeAccessToken({ name: 'old', role: 'viewer', owner: 'ada', expiresAt: Date.now() - 1 });
    expect(await identify(new Headers({ authorization: `Bearer ${over.token}` }))).toBeNull();
  });
});

describe('a proxy that says who somebody is', () => {
  const said = { 'x-forwarded-user': 'ada', 'x-forwarded-groups': 'dev, ops' };
  const from = (address: string, more: Record<string, string> = said) =>
    new Headers({ 'x-runlens-peer': address, ...more });

  beforeEach(() =>
    configure({
      RUNLENS_AUTH: 'header',
      RUNLENS_TRUST_PROXY: '10.0.0.5,10.1.0.0/16',
      RUNLENS_ROLES: '{"ops":"operator","dev":"viewer"}',
    }),
  );

  it('is believed from its own addresses only', async () => {
    expect(await identify(from('10.0.0.5'))).toMatchObject({ name: 'ada', role: 'operator', via: 'header' });
    // A proxy that adds its word to its caller's instead of replacing it vouches for nobody.
    for (const name of ['x-forwarded-user', 'a,x-forwarded-groups']) {
      expect(await identify(from('10.0.0.5', { ...said, 'x-runlens-repeated': name }))).toBeNull();
    }
    expect(await identify(from('10.0.0.5', { ...said, 'x-runlens-repeated': 'accept' }))).not.toBeNull();
    expect(await identify(from('::ffff:10.1.2.3'))).toMatchObject({ name: 'ada' });
    for (const address of ['10.0.0.6', '127.0.0.1', '::1', '', '10.2.0.1'])
      expect(await identify(from(address))).toBeNull();
    expect(await identify(new Headers(said))).toBeNull();
  });

  it('lets nobody in whose groups have no role', async () => {
    expect(await identify(from('10.0.0.5', { ...said, 'x-forwarded-groups': 'sales' }))).toBeNull();
    expect(await identify(from('10.0.0.5', { 'x-forwarded-groups': 'ops' }))).toBeNull();
  });
});
