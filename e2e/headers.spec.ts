import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { plainRequest, type RawAnswer, sendRaw } from './raw-request.ts';
import { freePort, projectFolder, type Started, startApp } from './server-process.ts';

const API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE', 'PROPFIND'];
const PUBLIC_HOST = 'runs.example.org';
let app: Started;
let port = 0;

test.beforeAll(async () => {
  port = await freePort();
  // Behind https, as people would run it.
  app = startApp({ PORT: String(port), RUNLENS_PUBLIC_URL: `https://${PUBLIC_HOST}`, RUNLENS_SAMPLE: '1' });
  await app.until(/Runlens on /);
});
test.afterAll(() => app?.stop());

const ask = (target: string, more?: Record<string, string>, method?: string) =>
  sendRaw(port, plainRequest(target, more, method));

/** Every route and page of the build, with ids that nothing has. */
function everyAddress(): string[] {
  const manifest = JSON.parse(
    readFileSync(join(projectFolder, '.next/standalone/.next/routes-manifest.json'), 'utf8'),
  ) as Record<'staticRoutes' | 'dynamicRoutes', { page: string }[]>;
  return [...manifest.staticRoutes, ...manifest.dynamicRoutes]
    .map(({ page }) => page.replace(/\[\.\.\.\w+\]/g, 'a/b').replace(/\[\w+\]/g, 'none_a'))
    .filter((path) => !path.startsWith('/_'));
}

/** What every answer has, whoever made it. */
function expectSafe(answer: RawAnswer, what: string): void {
  const { headers } = answer;
  expect.soft(headers, what).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'strict-transport-security': 'max-age=31536000',
  });
  expect.soft(headers['referrer-policy'], what).toMatch(/^(?:same-origin|no-referrer)$/);
  expect.soft(headers['x-powered-by'], what).toBeUndefined();
  expect.soft(headers.server, what).toBeUndefined();
  expect
    .soft(
      Object.keys(headers).filter((name) => name.startsWith('access-control-')),
      what,
    )
    .toEqual([]);
  if (!what.includes('/_next/static/')) expect.soft(headers['cache-control'], what).toMatch(/private,.*no-store/);
  if (!what.includes('/_next/')) expect.soft(headers['content-security-policy'], what).toContain("default-src '");
}

test('every route and page, by every method, has the headers of reference', async () => {
  test.setTimeout(120_000);
  const addresses = everyAddress();
  expect(addresses.length).toBeGreaterThan(40);
  // An answer without an end is heard by other tests.
  const methodsOf = (path: string) => (path.endsWith('/events') ? METHODS.filter((one) => one !== 'GET') : METHODS);
  for (const path of addresses) {
    await Promise.all(methodsOf(path).map((method) => expectGuarded(path, method)));
  }
});

async function expectGuarded(path: string, method: string): Promise<void> {
  const answer = await ask(path, {}, method);
  const what = `${method} ${path} ${answer.status}`;
  expectSafe(answer, what);
  expect.soft(answer.headers['x-request-id'], what).toMatch(/^[\w-]{8,}$/);
  expect.soft(answer.status, what).not.toBe(500);
  if (path.startsWith('/api/') && answer.status !== 308 && !['OPTIONS', 'TRACE', 'PROPFIND'].includes(method)) {
    expect.soft(answer.headers['content-security-policy'], what).toBe(API_POLICY);
  }
  if (path.startsWith('/api/') && ['TRACE', 'PROPFIND'].includes(method)) {
    expect.soft([400, 404, 405, 421], what).toContain(answer.status);
  }
}

const ODD: [what: string, request: string, statuses: number[]][] = [
  ['a page that is not there', plainRequest('/nowhere'), [404]],
  ['an address of the API that is not there', plainRequest('/api/nowhere'), [404]],
  ['a slash at the end', plainRequest('/runs/'), [308]],
  ['two slashes', plainRequest('//evil.example/runs'), [308, 400, 404]],
  ['back slashes', plainRequest('/\\evil.example'), [308, 400, 404]],
  ['a broken escape', plainRequest('/%E0%A4%A'), [400, 404]],
  ['a broken escape of the API', plainRequest('/api/runs/%E0%A4%A/b'), [400, 404]],
  ['NUL', plainRequest('/runs/%00'), [400, 404]],
  ['an upward path', plainRequest('/_next/static/../../../package.json'), [308, 400, 404]],
  ['an encoded upward path', plainRequest('/_next/static/%2e%2e/%2e%2e/server.js'), [308, 400, 404]],
  ['a static file that is not there', plainRequest('/_next/static/chunks/none.js'), [404]],
  ['the image optimizer', plainRequest('/_next/image?url=http://127.0.0.1:1/a.png&w=64&q=75'), [400, 404]],
  ['a file of public', plainRequest('/screenshot.png'), [200]],
  ['the icon', plainRequest('/icon.svg'), [200]],
  ['an address as target', plainRequest('http://evil.example/runs'), [400, 404, 421]],
  ['a foreign host at a page', plainRequest('/runs', { host: 'evil.example' }), [421]],
  ['a foreign host at the API', plainRequest('/api/runs', { host: 'evil.example' }), [421]],
  ['a foreign host at a static file', plainRequest('/_next/static/chunks/none.js', { host: 'evil.example' }), [421]],
  ['a foreign host at an address that is redirected', plainRequest('//runs/', { host: 'evil.example' }), [421]],
  ['two hosts', `${plainRequest('/runs').slice(0, -2)}host: evil.example\r\n\r\n`, [400]],
  ['a write to a page', plainRequest('/runs', { 'content-length': '0' }, 'POST'), [405]],
  ['a write to the page of a link', plainRequest('/s/none', {}, 'DELETE'), [405]],
  ['a question about the page of a link', plainRequest('/s/none', {}, 'OPTIONS'), [405]],
  ['a foreign host at the icon', plainRequest('/icon.svg', { host: 'evil.example' }), [421]],
  ['a forwarded host', plainRequest('/runs', { host: 'evil.example', 'x-forwarded-host': PUBLIC_HOST }), [421]],
  ['no host', 'GET /runs HTTP/1.1\r\nConnection: close\r\n\r\n', [400, 421]],
  ['no host at the API', 'GET /api/runs HTTP/1.1\r\nConnection: close\r\n\r\n', [400, 421]],
  ['the public host', plainRequest('/api/health', { host: PUBLIC_HOST }), [200]],
  ['another protocol', plainRequest('/runs', { connection: 'Upgrade, close', upgrade: 'websocket' }), [200, 400, 404]],
  ['headers that are too long', plainRequest('/runs', { 'x-long': 'a'.repeat(20_000) }), [431]],
  ['no HTTP', 'HELO runlens\r\n\r\n', [400]],
  [
    'two lengths',
    `${plainRequest('/api/sign-in', { 'content-length': '1' }, 'POST').slice(0, -2)}content-length: 2\r\n\r\na`,
    [400],
  ],
  [
    'a length and chunks',
    plainRequest('/api/sign-in', { 'content-length': '3', 'transfer-encoding': 'chunked' }, 'POST'),
    [400],
  ],
  [
    'a Next action',
    plainRequest('/runs', { 'next-action': 'a'.repeat(42), 'content-length': '0' }, 'POST'),
    [404, 405, 409],
  ],
  ['a source address that is not there', plainRequest('/runs/nowhere/thread_a.run_a'), [404]],
  [
    'metrics without a token, through a proxy',
    plainRequest('/api/metrics', { 'x-forwarded-for': '203.0.113.7' }),
    [403],
  ],
];

for (const [what, request, statuses] of ODD) {
  test(`${what}: an answer with the headers of reference`, async () => {
    const answer = await sendRaw(port, request);
    expect(statuses, `${answer.status} ${answer.body.slice(0, 200)}`).toContain(answer.status);
    expectSafe(answer, `${what} ${request.split(' ')[1]}`);
    expect(answer.headers.location ?? '/').toMatch(/^\/(?!\/)/);
    expect(answer.body).not.toMatch(/\n\s+at \S+ \(/);
  });
}

test('hashed files may be kept for a year, and only they', async () => {
  const html = (await ask('/runs')).body;
  const script = /\/_next\/static\/[^"\\]+\.js/.exec(html)?.[0] ?? '';
  const answer = await ask(script);
  expect(answer.status).toBe(200);
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expectSafe(answer, script);
});

test('every request is one line of the log, in which nothing stands that was asked', async () => {
  await ask('/api/runs/secret_source/secret_key?q=secret%0a%7b', {
    'user-agent': 'secret\u0085agent',
    'x-request-id': 'secret-id',
    cookie: 'session=secret',
  });
  await ask('/secret%0d%0alevel');
  await ask('/s/rls_secret');
  await app.until(/"route":"\/api\/runs\/\[source\]\/\[key\]","status":404/);
  const lines = app
    .output()
    .trim()
    .split('\n')
    .filter((line) => !/^(?:Runlens on|Note:) /.test(line));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), level: expect.any(String) });
  expect(app.output()).not.toContain('secret');
  // What the framework finds missing in a page it writes there as well.
  expect(app.output()).not.toContain('"event":"message"');
});
