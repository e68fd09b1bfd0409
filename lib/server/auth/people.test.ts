import { afterEach, expect, it, vi } from 'vitest';
import { hashPassword } from '../password-hash.ts';
import { listAccessTokens, makeAccessToken, readAccessToken } from './access-tokens.ts';
import { identify } from './identify.ts';
import { endSessionsOf, listSessions } from './open-sessions.ts';
import { signInByPassword } from './password-sign-in.ts';
import { listPeople, meet } from './people.ts';
import { SESSION_SECONDS } from './session.ts';

// As where our own server holds the connections; elsewhere the header is not believed.
vi.mock('../observe/tell-peer.ts', () => ({ isPeerTold: () => true }));

const READ_ANEW = ['environment', 'password-hashes', 'people-met', 'token-uses'];

/** Sets the configuration; what is kept stays, as over a restart. */
function configure(variables: Record<string, string>): void {
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ RUNLENS_ARCHIVE: 'off', ...variables })) vi.stubEnv(name, value);
  for (const name of READ_ANEW) Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
}

afterEach(() => {
  vi.useRealTimers();
  configure({});
  for (const name of ['memory-records', 'session-secret', 'sign-in-failures']) {
    Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
  }
});

const hash = await hashPassword('correct horse');
const users = (roles: Record<string, string>) => ({
  RUNLENS_USERS: JSON.stringify(Object.entries(roles).map(([name, role]) => ({ name, role, hash }))),
});
const cookieOf = (header: string) => new Headers({ cookie: header.split(';')[0] ?? '' });
const forwarded = (name: string, groups: string) =>
  new Headers({ 'x-runlens-peer': '10.0.0.5', 'x-forwarded-user': name, 'x-forwarded-groups': groups });
const PROXY = {
  RUNLENS_AUTH: 'header',
  RUNLENS_TRUST_PROXY: '10.0.0.5',
  RUNLENS_ROLES: '{"ops":"operator","dev":"viewer"}',
};

it('sessions are listed by where they were opened, and ended all at once', async () => {
  configure(users({ ada: 'admin', bob: 'viewer' }));
  const agent = new Headers({ 'user-agent': 'Firefox/140.0', 'x-runlens-peer': '192.0.2.7' });
  const one = await signInByPassword('ada', 'correct horse', agent);
  const two = await signInByPassword('ada', 'correct horse');
  const other = await signInByPassword('bob', 'correct horse');
  const session = (await identify(cookieOf(one)))?.session ?? null;
  const sessions = await listSessions(session);
  expect(sessions).toHaveLength(3);
  expect(sessions.filter(({ current }) => current)).toMatchObject([
    { name: 'ada', via: 'password', address: '192.0.2.7', agent: 'Firefox/140.0' },
  ]);
  expect(JSON.stringify(sessions)).not.toContain(session);
  expect(await endSessionsOf('password', 'ada', SESSION_SECONDS * 1000)).toBe(2);
  expect([await identify(cookieOf(one)), await identify(cookieOf(two))]).toEqual([null, null]);
  expect(await identify(cookieOf(other))).toMatchObject({ name: 'bob' });
  expect((await listSessions(null)).map(({ name }) => name)).toEqual(['bob']);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 });
  expect(await identify(cookieOf(await signInByPassword('ada', 'correct horse')))).toMatchObject({ name: 'ada' });
});

it('users are those of the configuration, and those who were', async () => {
  configure(users({ ada: 'admin', bob: 'viewer' }));
  await signInByPassword('bob', 'correct horse');
  expect(await listPeople()).toMatchObject({
    mode: 'password',
    from: 'RUNLENS_USERS',
    items: [
      { name: 'ada', role: 'admin', seenAt: null, sessions: 0 },
      { name: 'bob', role: 'viewer', seenAt: expect.any(Number), sessions: 1 },
    ],
  });
  configure(users({ ada: 'admin' }));
  expect((await listPeople()).items).toMatchObject([{ name: 'ada' }, { name: 'bob', role: null }]);
});

it('whom a proxy names is known from then on, with the role of now', async () => {
  configure(PROXY);
  expect(await identify(forwarded('ada', 'dev'))).toMatchObject({ role: 'viewer' });
  expect(await identify(forwarded('ada', 'ops'))).toMatchObject({ role: 'operator' });
  await vi.waitFor(async () => {
    expect(await listPeople()).toMatchObject({
      mode: 'header',
      groups: [
        { group: 'ops', role: 'operator' },
        { group: 'dev', role: 'viewer' },
      ],
      items: [{ name: 'ada', role: 'operator', seenAt: expect.any(Number) }],
    });
  });
});

it('a token does at most what its owner may now, and nothing once the owner has gone', async () => {
  configure(users({ ada: 'operator' }));
  const { token, kept } = await makeAccessToken({ name: 'ci', role: 'operator', owner: 'ada', expiresAt: null });
  expect(kept).toMatchObject({ prefix: token.slice(0, 8), via: 'password', usedAt: null });
  expect(await readAccessToken(token)).toMatchObject({ name: 'ada (ci)', role: 'operator' });
  await vi.waitFor(async () => expect((await listAccessTokens('ada'))[0]?.usedAt).toEqual(expect.any(Number)));
  configure(users({ ada: 'viewer' }));
  expect(await readAccessToken(token)).toMatchObject({ role: 'viewer' });
  configure(users({ eve: 'admin' }));
  expect(await readAccessToken(token)).toBeNull();
  configure({});
  expect(await readAccessToken(token)).toBeNull();
  expect(await listAccessTokens('ada')).toEqual([]);
  expect(await listAccessTokens(null)).toHaveLength(1);
});

it('a token of somebody whom a proxy names has the role that was said last', async () => {
  configure(PROXY);
  await meet({ name: 'ada', via: 'header', role: 'operator' });
  const { token } = await makeAccessToken({ name: 'ci', role: 'admin', owner: 'ada', expiresAt: null });
  expect(await readAccessToken(token)).toMatchObject({ role: 'operator' });
  await meet({ name: 'ada', via: 'header', role: 'viewer' });
  expect(await readAccessToken(token)).toMatchObject({ role: 'viewer' });
  const stranger = await makeAccessToken({ name: 'x', role: 'viewer', owner: 'nobody', expiresAt: null });
  expect(await readAccessToken(stranger.token)).toBeNull();
});

it('where nobody signs in tokens work as they say', async () => {
  configure({});
  const { token } = await makeAccessToken({ name: 'ci', role: 'viewer', owner: 'local', expiresAt: null });
  expect(await identify(new Headers({ authorization: `Bearer ${token}` }))).toMatchObject({
    role: 'viewer',
    via: 'token',
  });
  expect(await identify(new Headers({ authorization: `Bearer ${token}x` }))).toBeNull();
  expect(await identify(new Headers())).toMatchObject({ role: 'admin', via: 'none' });
});

it('one person cannot fill the list of tokens', async () => {
  configure(users({ ada: 'admin', bob: 'viewer' }));
  for (let i = 0; i < 100; i++) await makeAccessToken({ name: `t${i}`, role: 'viewer', owner: 'ada', expiresAt: null });
  const more = makeAccessToken({ name: 'more', role: 'viewer', owner: 'ada', expiresAt: null });
  await expect(more).rejects.toMatchObject({ failure: { code: 'invalid_request' } });
  await makeAccessToken({ name: 'his', role: 'viewer', owner: 'bob', expiresAt: null });
});
