import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConfigurationError } from './configuration-error.ts';
import { parseEnvironment, pinPaths } from './env.ts';

const PASTED = 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6';
const PROD = {
  id: 'prod',
  name: 'Production',
  dialect: 'assistants',
  baseUrl: 'https://host.example/prefix/v1/',
  query: { 'api-version': 'v1' },
  headers: { 'OpenAI-Beta': null, 'x-team': 'a' },
  auth: { type: 'bearer', env: 'PROD_KEY' },
};

function withSources(list: unknown, more: Record<string, string> = {}) {
  return parseEnvironment({ RUNLENS_SOURCES: JSON.stringify(list), PROD_KEY: 'sk-real-key-1234567890', ...more });
}

function problemsOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('a configuration that can be used', () => {
  it('listens on loopback with the sample when nothing is set', () => {
    const environment = parseEnvironment({ RUNLENS_SOURCES: '', OPENAI_API_KEY: ' ', HOSTNAME: '0.0.0.0' });
    expect(environment).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      loopback: true,
      name: null,
      publicOrigin: null,
    });
    expect(environment).toMatchObject({ sources: [], sample: true, notices: [] });
  });

  it('reads the settings of the server', () => {
    const environment = parseEnvironment({
      PORT: '8080',
      RUNLENS_HOST: '0.0.0.0',
      RUNLENS_PASSWORD: 'correct horse',
      RUNLENS_NAME: 'Team',
      RUNLENS_PUBLIC_URL: 'https://Runs.Example.org/',
    });
    expect(environment).toMatchObject({ port: 8080, host: '0.0.0.0', loopback: false, name: 'Team' });
    expect(environment.publicOrigin).toBe('https://runs.example.org');
    expect(environment.importMaxBytes).toBe(100 * 1024 * 1024);
    expect(parseEnvironment({ RUNLENS_IMPORT_MAX_MB: '5' }).importMaxBytes).toBe(5 * 1024 * 1024);
  });

  it('says when a public address is open to everybody, unless that was chosen', () => {
    const url = { RUNLENS_PUBLIC_URL: 'https://runs.example.org' };
    expect(parseEnvironment(url).notices).toEqual([expect.stringContaining('Nobody has to sign in')]);
    expect(parseEnvironment({ ...url, RUNLENS_AUTH: 'none' }).notices).toEqual([]);
    expect(parseEnvironment({ ...url, RUNLENS_PASSWORD: 'correct horse' }).notices).toEqual([]);
    expect(parseEnvironment({ RUNLENS_PUBLIC_URL: 'http://localhost:3000' }).notices).toEqual([]);
  });

  it('keeps the path prefix, query and headers of a source and reads its key', () => {
    const { sources, sample } = withSources([PROD]);
    const { auth, ...rest } = sources[0] ?? expect.unreachable();
    expect(rest).toEqual({
      id: 'prod',
      name: 'Production',
      dialect: 'assistants',
      baseUrl: 'https://host.example/prefix/v1',
      query: { 'api-version': 'v1' },
      headers: { 'OpenAI-Beta': null, 'x-team': 'a' },
    });
    expect(auth.type === 'bearer' && auth.secret.reveal()).toBe('sk-real-key-1234567890');
    expect(sample).toBe(false);
    expect(JSON.stringify(sources)).not.toContain('sk-real');
  });

  it('takes plain http for loopback, elsewhere only when allowed', () => {
    const at = (baseUrl: string, more = {}) => [{ ...PROD, baseUrl, ...more, auth: { type: 'none' } }];
    expect(withSources(at('http://localhost:9400/v1')).sources).toHaveLength(1);
    expect(withSources(at('http://127.0.0.1:9400')).sources).toHaveLength(1);
    expect(withSources(at('http://[::1]:9400')).sources).toHaveLength(1);
    expect(withSources(at('http://runs.internal', { allowHttp: true })).sources).toHaveLength(1);
    expect(problemsOf(() => withSources(at('http://runs.internal')))).toContain('"allowHttp":true');
    expect(problemsOf(() => withSources(at('http://127.0.0.1.evil.example')))).toContain('plain http');
  });

  it('reads the credentials of an Azure source from their own variables', () => {
    const azure = [{ ...PROD, auth: { type: 'azure', scope: 'https://ai.azure.com/.default' } }];
    const set = { AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client', AZURE_CLIENT_SECRET: 's3cret' };
    const { auth } = withSources(azure, set).sources[0] ?? expect.unreachable();
    expect(auth).toMatchObject({ type: 'azure', tenant: 'tenant', authority: 'https://login.microsoftonline.com' });
    const message = problemsOf(() => withSources(azure, { AZURE_TENANT_ID: 'tenant' }));
    expect(message).toMatch(/AZURE_CLIENT_ID: is not set[^]*AZURE_CLIENT_SECRET: is not set/);
  });

  it('makes one source of key and base URL, and a notice of the key alone', () => {
    const both = parseEnvironment({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'https://host.example/v1/' });
    expect(both.sources).toMatchObject([{ id: 'openai', dialect: 'assistants', baseUrl: 'https://host.example/v1' }]);
    expect(both).toMatchObject({ sample: false, notices: [] });
    const alone = parseEnvironment({ OPENAI_API_KEY: 'k' });
    expect(alone).toMatchObject({ sources: [], sample: true });
    expect(alone.notices.join()).toMatch(/switched its Assistants API off on 2026-08-26.*OPENAI_BASE_URL.*sample/);
    const vendor = parseEnvironment({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'https://api.openai.com/v1' });
    expect(vendor.notices.join()).toContain('2026-08-26');
  });

  it('adds or withholds the sample as RUNLENS_SAMPLE says', () => {
    expect(withSources([PROD], { RUNLENS_SAMPLE: '1' }).sample).toBe(true);
    const none = parseEnvironment({ RUNLENS_SAMPLE: '0' });
    expect(none.sample).toBe(false);
    expect(none.notices).toHaveLength(1);
  });

  it('reads the list from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'runlens-')), 'sources.json');
    writeFileSync(path, `\uFEFF${JSON.stringify([PROD])}`);
    expect(parseEnvironment({ RUNLENS_CONFIG: path, PROD_KEY: 'k' }).sources).toHaveLength(1);
    expect(problemsOf(() => parseEnvironment({ RUNLENS_CONFIG: `${path}.not` }))).toMatch(/RUNLENS_CONFIG.*ENOENT/);
    const twice = () => parseEnvironment({ RUNLENS_CONFIG: path, RUNLENS_SOURCES: '[]' });
    expect(problemsOf(twice)).toContain('keep one of them');
  });
});

describe('a configuration that cannot be used', () => {
  it.each([
    [{ PORT: '80a' }, 'PORT: must be a whole number', 'PORT=3000'],
    [{ PORT: '70000' }, 'PORT: must be', 'PORT=3000'],
    [{ RUNLENS_HOST: 'a b' }, 'RUNLENS_HOST: must be', 'RUNLENS_HOST=127.0.0.1'],
    [{ RUNLENS_SAMPLE: 'yes' }, 'RUNLENS_SAMPLE: must be 1, 0', 'RUNLENS_SAMPLE=1'],
    [
      { RUNLENS_PUBLIC_URL: 'https://a.example/x' },
      'RUNLENS_PUBLIC_URL: must not have a path',
      'RUNLENS_PUBLIC_URL=https',
    ],
    [{ RUNLENS_NAME: 'a\nb' }, 'RUNLENS_NAME: must be', 'RUNLENS_NAME='],
    [{ RUNLENS_IMPORT_MAX_MB: '1 GB' }, 'RUNLENS_IMPORT_MAX_MB: must be', 'RUNLENS_IMPORT_MAX_MB='],
    [
      { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://far.example' },
      'OPENAI_BASE_URL: uses plain http',
      'https://host/v1',
    ],
    [{ RUNLENS_SOURCES: '{}' }, 'RUNLENS_SOURCES: must be a JSON list', `RUNLENS_SOURCES='[{"id"`],
    [{ RUNLENS_AUDIT_DAYS: '0' }, 'RUNLENS_AUDIT_DAYS: must be', 'RUNLENS_AUDIT_DAYS=365'],
    [{ RUNLENS_LOG: 'all' }, 'RUNLENS_LOG: must be', 'RUNLENS_LOG=errors'],
    [{ RUNLENS_METRICS_TOKEN: 'short' }, 'RUNLENS_METRICS_TOKEN: must have', 'RUNLENS_METRICS_TOKEN=$(openssl'],
    [{ RUNLENS_AUTH: 'oidc' }, 'RUNLENS_OIDC_CLIENT_ID: is needed', 'RUNLENS_OIDC_CLIENT_ID=runlens'],
    [
      { RUNLENS_AUTH: 'oidc', RUNLENS_OIDC_CLIENT_ID: 'runlens' },
      'RUNLENS_OIDC_CLIENT_SECRET: is needed',
      'RUNLENS_OIDC_CLIENT_SECRET=…',
    ],
    [
      { RUNLENS_AUTH: 'header', RUNLENS_HEADER_USER: 'a b' },
      'RUNLENS_HEADER_USER: must be',
      'RUNLENS_HEADER_USER=x-forwarded-user',
    ],
    [
      { RUNLENS_AUTH: 'header', RUNLENS_HEADER_GROUPS: 'a b' },
      'RUNLENS_HEADER_GROUPS: must be',
      'RUNLENS_HEADER_GROUPS=x-forwarded-groups',
    ],
  ])('%j names the variable, what is wrong and an example', (variables, problem, example) => {
    const message = problemsOf(() => parseEnvironment(variables));
    expect(message).toContain(problem);
    expect(message).toMatch(/Example: /);
    expect(message).toContain(example);
  });

  it('says in one line why it does not start beyond this machine without sign-in', () => {
    for (const variables of [
      { RUNLENS_HOST: '0.0.0.0' },
      { RUNLENS_HOST: '::', RUNLENS_AUTH: 'none' },
      { VERCEL: '1' },
    ]) {
      const message = problemsOf(() => parseEnvironment(variables));
      expect(message).toMatch(/^RUNLENS_AUTH: is needed beyond this machine.* Example: RUNLENS_PASSWORD=.*$/);
      expect(message).not.toContain('\n');
    }
  });

  it('lists every problem', () => {
    const message = problemsOf(() => withSources([{ ...PROD, id: 'a b', dialect: 'soap' }], { PORT: '-1' }));
    expect(message).toContain('3 problems');
    expect(message).toMatch(/PORT[^]*id must be 1 to 128[^]*dialect must be a known dialect: assistants/);
  });

  it.each([
    [{ ...PROD, color: 'red' }, 'source "prod": it has the unknown key "color"'],
    [{ ...PROD, auth: { type: 'bearer', env: 'PROD_KEY', key: 'x' } }, 'auth has the unknown key "key"'],
    [{ ...PROD, auth: { type: 'magic' } }, 'auth.type must be bearer, header'],
    [{ ...PROD, auth: 'key' }, 'auth must be an object with'],
    [{ ...PROD, auth: undefined }, 'auth is missing'],
    [{ ...PROD, auth: { type: 'header', env: 'PROD_KEY' } }, 'auth.name is missing; it must be'],
    [{ ...PROD, auth: { type: 'header', name: 'cookie', env: 'PROD_KEY' } }, 'auth.name must not be set'],
    [{ ...PROD, id: undefined }, 'id is missing'],
    [{ ...PROD, baseUrl: 'https://user:secret@host' }, 'baseUrl must not hold a user name'],
    [{ ...PROD, baseUrl: 'https://host/v1?api-version=1' }, 'baseUrl must not have a query'],
    [{ ...PROD, baseUrl: 'ftp://host' }, 'baseUrl must be an absolute URL'],
    [{ ...PROD, baseUrl: 'file:///etc/passwd' }, 'baseUrl must be an absolute URL'],
    [{ ...PROD, headers: { Authorization: 'x' } }, 'headers: "Authorization" must not be set'],
    [{ ...PROD, headers: { 'Transfer-Encoding': 'chunked' } }, 'headers: "Transfer-Encoding" must not be set'],
    [{ ...PROD, headers: { 'x-a': 'b\r\nc: d' } }, 'headers: "x-a" holds line breaks'],
    [{ ...PROD, headers: { 'x a': 'b' } }, 'headers: "x a" must be the name of a header'],
    [{ ...PROD, headers: { 'api-key': 'b' } }, '"auth":{"type":"header"'],
    [{ ...PROD, query: { a: 1 } }, 'query.a must be a text'],
    ['text', 'source 1 of the list: must be an object'],
  ])('%j is refused', (source, problem) => {
    const message = problemsOf(() => withSources([source]));
    expect(message).toContain(`RUNLENS_SOURCES: `);
    expect(message).toContain(problem);
    expect(message).not.toContain('secret@');
  });

  it('refuses an id that is used twice or belongs to the sample', () => {
    expect(problemsOf(() => withSources([PROD, PROD]))).toContain('id is used twice');
    expect(problemsOf(() => withSources([{ ...PROD, id: 'sample' }], { RUNLENS_SAMPLE: '1' }))).toContain(
      'rename yours',
    );
  });

  it.each([PASTED, 'sk-proj-abcdefghijklmnop', 'Bearer abc', 'abc+def/ghi==', 'unsetvariable'])(
    'does not repeat %s when it stands in place of a variable name',
    (env) => {
      const message = problemsOf(() => withSources([{ ...PROD, auth: { type: 'bearer', env } }]));
      expect(message).toMatch(/auth\.env (?:must be the name|names a variable that is not set)/);
      expect(message).toContain('"env":"PROD_KEY"');
      expect(message).not.toContain(env);
    },
  );

  it('never repeats a pasted key, wherever it stands', () => {
    const key = 'sk-proj-abcdefghijklmnop';
    const broken = problemsOf(() => parseEnvironment({ RUNLENS_SOURCES: `[{"id":"a","auth":${key}}]` }));
    const places = [
      { ...PROD, headers: { 'x-thing': key } },
      { ...PROD, [key]: 1 },
      { ...PROD, id: key, color: 1 },
      { ...PROD, headers: { [key]: 'a b\n' } },
    ];
    for (const message of [broken, ...places.map((source) => problemsOf(() => withSources([source])))]) {
      expect(message).not.toContain(key);
    }
    expect(broken).toContain('is not valid JSON');
  });

  it('refuses a key that no header can carry, without repeating it', () => {
    const message = problemsOf(() => withSources([PROD], { PROD_KEY: 'abc\ndef' }));
    expect(message).toContain('line breaks');
    expect(message).not.toContain('def');
  });
});

describe('pinPaths', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('makes the path absolute from where npm was called', () => {
    vi.stubEnv('INIT_CWD', '/home/me');
    vi.stubEnv('RUNLENS_CONFIG', './sources.json');
    vi.stubEnv('RUNLENS_DATA_DIR', '/data');
    vi.stubEnv('RUNLENS_USERS', ' ./users.json');
    pinPaths();
    expect(process.env.RUNLENS_CONFIG).toBe('/home/me/sources.json');
    expect(process.env.RUNLENS_USERS).toBe('/home/me/users.json');
    vi.stubEnv('RUNLENS_USERS', ' [{"name":"ada"}]');
    pinPaths();
    expect(process.env.RUNLENS_USERS).toBe(' [{"name":"ada"}]');
    expect(process.env.RUNLENS_CONFIG).toBe('/home/me/sources.json');
  });
});

it('names the variable that is not set when it is called like one', () => {
  const sources = [
    { id: 'prod', dialect: 'assistants', baseUrl: 'https://host/v1', auth: { type: 'bearer', env: 'PROD_KEY' } },
  ];
  expect(() => parseEnvironment({ RUNLENS_SOURCES: JSON.stringify(sources) })).toThrow(
    /auth\.env names the variable PROD_KEY, which is not set/,
  );
});
