import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { ground } from './environment.ts';
import { freePort, type Started, startApp } from './server-process.ts';

const started: Started[] = [];

function app(environment: Record<string, string>, cwd?: string): Started {
  const one = startApp(environment, cwd);
  started.push(one);
  return one;
}

test.afterEach(() => Promise.all(started.splice(0).map((one) => one.stop())));

const WRONG: [variable: string, environment: Record<string, string>, example: RegExp][] = [
  ['PORT', { PORT: 'eighty' }, /PORT=3000/],
  ['RUNLENS_HOST', { RUNLENS_HOST: 'localhost:3000' }, /RUNLENS_HOST=127\.0\.0\.1/],
  ['RUNLENS_SAMPLE', { RUNLENS_SAMPLE: 'yes' }, /RUNLENS_SAMPLE=1/],
  ['RUNLENS_SOURCES', { RUNLENS_SOURCES: '{"id":' }, /RUNLENS_SOURCES='\[\{"id"/],
  [
    'RUNLENS_SOURCES: source "a": auth.env',
    {
      RUNLENS_SOURCES:
        '[{"id":"a","dialect":"assistants","baseUrl":"https://a.example/v1","auth":{"type":"bearer","env":"ABSENT"}}]',
    },
    /RUNLENS_SOURCES='\[/,
  ],
  [
    'RUNLENS_SOURCES',
    { RUNLENS_SOURCES: '[{"id":"a","dialect":"assistants","baseUrl":"http://a.example/v1","auth":{"type":"none"}}]' },
    /allowHttp/,
  ],
  ['RUNLENS_CONFIG', { RUNLENS_CONFIG: './not-there.json' }, /RUNLENS_CONFIG=/],
];

for (const [variable, environment, example] of WRONG) {
  test(`a wrong ${variable} (${JSON.stringify(environment)}) ends the start with its name and an example`, async () => {
    const wrong = app(environment);
    expect(await wrong.ended).toBe(1);
    expect(wrong.output()).toContain(variable);
    expect(wrong.output()).toMatch(example);
    expect(wrong.output()).not.toMatch(/^\s+at /m);
  });
}

test('a start without configuration serves the sample on this machine only, whatever HOSTNAME says', async () => {
  const port = await freePort();
  const plain = app({ PORT: String(port), HOSTNAME: 'elsewhere.invalid' });
  await plain.until(new RegExp(`Runlens on http://localhost:${port}\\n`));
  expect(plain.output()).not.toContain('Warning');
  const answer = await fetch(`http://localhost:${port}/api/sources`);
  expect(answer.status).toBe(200);
  expect(JSON.stringify(await answer.json())).toContain('sample');
});

test('a port that is taken ends the start with a sentence that names it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const late = app({ PORT: String(port) });
  expect(await late.ended).toBe(1);
  expect(late.output()).toContain(`Port ${port} is taken`);
  expect(late.output()).not.toMatch(/^\s+at /m);
  other.close();
});

test('listening beyond this machine without sign-in is refused with one clear line', async () => {
  const open = app({ PORT: String(await freePort()), RUNLENS_HOST: '0.0.0.0' });
  expect(await open.ended).toBe(1);
  expect(open.output()).toMatch(/RUNLENS_AUTH.*beyond this machine.*RUNLENS_PASSWORD/);
  expect(open.output().trim().split('\n')).toHaveLength(1);
  const closed = app({ PORT: String(await freePort()), RUNLENS_HOST: '0.0.0.0', RUNLENS_PASSWORD: 'correct horse' });
  await closed.until(/Runlens on http:\/\/localhost:\d+/);
});

test('a relative path of a configuration file counts from the folder of the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'runlens-config-'));
  const source = {
    id: 'filed',
    dialect: 'assistants',
    baseUrl: `${ground().upstream}/sample/v1`,
    auth: { type: 'none' },
  };
  await writeFile(join(folder, 'sources.json'), JSON.stringify([source]));
  const port = await freePort();
  const filed = app({ PORT: String(port), RUNLENS_CONFIG: './sources.json' }, folder);
  await filed.until(/Runlens on /);
  expect(JSON.stringify(await (await fetch(`http://localhost:${port}/api/sources`)).json())).toContain('"filed"');
  await rm(folder, { recursive: true });
});

test('headers beyond 16 KiB are refused and the server goes on', async () => {
  const { hostname, port } = new URL(ground().app);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    httpRequest({ hostname, port, path: '/api/health', headers: { 'x-long': 'a'.repeat(20 * 1024) } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(431);
  expect((await fetch(`${ground().app}/api/health`)).status).toBe(200);
});

test('a signal to end is obeyed within ten seconds although a client keeps its request open', async () => {
  const port = await freePort();
  const busy = app({ PORT: String(port) });
  await busy.until(/Runlens on /);
  const client = connect(port, '127.0.0.1', () =>
    client.write('POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n'),
  );
  client.on('error', () => {});
  await once(client, 'connect');
  const asked = Date.now();
  busy.child.kill('SIGTERM');
  await busy.ended;
  expect(Date.now() - asked).toBeLessThan(10_000);
  client.destroy();
});
