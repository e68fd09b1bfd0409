import { expect, it } from 'vitest';
import { readAuthConfig, readTrustedProxies } from './auth-config.ts';

const HASH = `scrypt$65536$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

function read(variables: Record<string, string>, around: Partial<Parameters<typeof readAuthConfig>[2]> = {}) {
  const problems: string[] = [];
  const auth = readAuthConfig(
    (name) => variables[name],
    (variable, problem) => problems.push(`${variable} ${problem}`),
    { loopback: true, publicOrigin: null, trustedProxies: [], ...around },
  );
  return { auth, problems };
}

it('asks nobody on loopback, and refuses to begin beyond it or on Vercel', () => {
  expect(read({})).toEqual({ auth: { mode: 'none' }, problems: [] });
  expect(read({}, { loopback: false }).problems).toEqual([expect.stringMatching(/^RUNLENS_AUTH is needed beyond/)]);
  expect(read({ RUNLENS_AUTH: 'none' }, { loopback: false }).problems).toHaveLength(1);
  expect(read({ VERCEL: '1' }).problems).toHaveLength(1);
  expect(read({ RUNLENS_AUTH: 'open' }).problems).toEqual(['RUNLENS_AUTH must be one of none, password, oidc, header']);
});

it('takes one password for a user called admin, in the clear or hashed', () => {
  const { auth, problems } = read({ RUNLENS_PASSWORD: HASH }, { loopback: false });
  expect(problems).toEqual([]);
  const users = [{ name: 'admin', role: 'admin', secret: { hash: HASH } }];
  expect(auth).toEqual({ mode: 'password', from: 'password', users });
  const clear = read({ RUNLENS_PASSWORD: 'correct horse' });
  expect(JSON.stringify(clear.auth)).not.toContain('horse');
  expect(read({ RUNLENS_PASSWORD: 'short' }).problems).toEqual(['RUNLENS_PASSWORD must have 8 characters or more']);
});

it('reads users and says which entry is wrong', () => {
  const user = { name: 'ada', role: 'operator', hash: HASH };
  expect(read({ RUNLENS_USERS: JSON.stringify([user]) }).auth).toMatchObject({
    from: 'variable',
    users: [{ name: 'ada', role: 'operator' }],
  });
  const wrong = [user, user, { ...user, name: 'bob', role: 'root' }, { ...user, name: 'eve', hash: 'secret' }, {}];
  const { problems } = read({ RUNLENS_USERS: JSON.stringify(wrong) });
  expect(problems.map((line) => line.slice(0, 46))).toEqual([
    'RUNLENS_USERS has the name ada twice',
    'RUNLENS_USERS entry 3 (bob) needs a role: view',
    'RUNLENS_USERS entry 4 (eve) needs a hash, whic',
    'RUNLENS_USERS entry 5 needs a name',
  ]);
  expect(read({ RUNLENS_USERS: '/nowhere/users.json' }).problems[0]).toContain('ENOENT');
  expect(read({ RUNLENS_AUTH: 'password' }).problems[0]).toContain('nobody can sign in');
});

it('wants everything that an identity provider needs', () => {
  const { problems } = read({ RUNLENS_AUTH: 'oidc' });
  expect(problems.map((line) => line.split(' ')[0])).toEqual([
    'RUNLENS_OIDC_ISSUER',
    'RUNLENS_OIDC_CLIENT_ID',
    'RUNLENS_OIDC_CLIENT_SECRET',
    'RUNLENS_PUBLIC_URL',
  ]);
  const whole = {
    RUNLENS_AUTH: 'oidc',
    RUNLENS_OIDC_ISSUER: 'https://id.example.org',
    RUNLENS_OIDC_CLIENT_ID: 'runlens',
    RUNLENS_OIDC_CLIENT_SECRET: 'x'.repeat(20),
    RUNLENS_ROLES: '{"ops":"operator","*":"viewer"}',
  };
  const { auth, problems: none } = read(whole, { publicOrigin: 'https://runs.example.org' });
  expect(none).toEqual([]);
  expect(auth).toMatchObject({ roles: { groups: new Map([['ops', 'operator']]), everyone: 'viewer' } });
  expect(
    read({ ...whole, RUNLENS_ROLES: '{"ops":"root"}' }, { publicOrigin: 'https://r.example' }).problems,
  ).toHaveLength(1);
});

it('believes headers only from addresses that are named', () => {
  expect(read({ RUNLENS_AUTH: 'header' }).problems[0]).toMatch(/^RUNLENS_TRUST_PROXY is needed/);
  expect(read({ RUNLENS_AUTH: 'header' }, { trustedProxies: ['10.0.0.5'] }).problems).toEqual([]);
  const problems: string[] = [];
  const proxies = (text: string) =>
    readTrustedProxies(
      () => text,
      (_, problem) => problems.push(problem),
    );
  expect(proxies('10.0.0.5, 10.1.0.0/16,::1')).toEqual(['10.0.0.5', '10.1.0.0/16', '::1']);
  expect(problems).toEqual([]);
  for (const bad of ['proxy', '10.0.0.0/33', '10.0.0.0/', '1', '0.0.0.0/0x']) proxies(bad);
  expect(problems).toHaveLength(5);
});
