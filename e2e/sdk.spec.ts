import { connect } from 'node:net';
import OpenAI, { toFile } from 'openai';
import { expect, test } from 'playwright/test';
import { ground } from './environment.ts';
import { driveEveryMethod, EXPECTED } from './sdk-methods.ts';
import { freePort, type Started, startApp } from './server-process.ts';
import { sourceEnvironment } from './test-sources.ts';

/** The vendor's own client through the built app, which has its own process with a token here. */
const TOKEN = 'a-token-of-the-browser-tests-0123456789';
const MB = 1024 * 1024;

let app: Started;
let origin: string;
const client = (source = 'sdk') =>
  new OpenAI({ apiKey: TOKEN, baseURL: `${origin}/api/proxy/${source}/v1`, maxRetries: 0 });

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  const port = await freePort();
  const [bearer = '', plain = ''] = ground().keys;
  app = startApp({
    PORT: String(port),
    ...sourceEnvironment(ground().upstream, { bearer, plain }, false),
    RUNLENS_OPERATE: '1',
    RUNLENS_PROXY_TOKEN: TOKEN,
  });
  await app.until(/Runlens on /);
  origin = `http://localhost:${port}`;
});
test.afterAll(() => app.stop());

test('every method of runs and steps works, and the runs appear by themselves', async ({ request }) => {
  expect(await driveEveryMethod(client())).toEqual(EXPECTED);
  await expect
    .poll(async () => {
      const { items } = await (await request.get(`${origin}/api/runs?source=sdk&limit=100`)).json();
      return (items as { status: string }[]).map(({ status }) => status).sort();
    })
    .toEqual([...Array.from({ length: 7 }, () => 'completed'), 'cancelled'].sort());
});

test('the built-in sample can be read, page after page', async () => {
  const sample = client('sample');
  // The oldest: in a thread that has just begun nobody has answered yet.
  const { data } = await sample.get<{ data: { id: string }[] }>('/threads?limit=1&order=asc');
  const listed: string[] = [];
  for await (const { id } of sample.beta.threads.messages.list(data[0]?.id ?? '', { limit: 1 })) listed.push(id);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.length).toBeGreaterThan(1);
  await expect(sample.beta.threads.create()).rejects.toMatchObject({ status: 405 });
});

test('60 MB are uploaded and come back', async () => {
  const bytes = Buffer.alloc(60 * MB, 'runlens ');
  const made = await client().files.create({ file: await toFile(bytes, 'big.txt'), purpose: 'assistants' });
  expect(made.bytes).toBe(bytes.length);
  const back = Buffer.from(await (await client().files.content(made.id)).arrayBuffer());
  expect(back.equals(bytes)).toBe(true);
});

test('errors are the source’s own, and the app’s own where nothing is handed on', async () => {
  const missing = await client()
    .beta.threads.retrieve('thread_not')
    .catch((error: unknown) => error);
  expect(missing).toMatchObject({ status: 404, message: expect.stringContaining('No thread found') });
  const outside = await client()
    .models.list()
    .catch((error: unknown) => error);
  expect(outside).toMatchObject({ status: 404, code: 'not_found' });
  const stranger = new OpenAI({ apiKey: 'wrong', baseURL: `${origin}/api/proxy/sdk/v1`, maxRetries: 0 });
  expect(await stranger.beta.threads.create().catch((error: unknown) => error)).toMatchObject({
    status: 401,
    code: 'unauthorized',
  });
});

test('the connection to the source ends with the client’s', async ({ request }) => {
  const stream = client().beta.threads.createAndRunStream({ assistant_id: 'asst_endless' });
  const over = stream.done().catch(() => undefined);
  await new Promise((resolve) => stream.once('textDelta', resolve));
  stream.abort();
  const underWay = async () => {
    const { open } = await (await request.get(`${ground().upstream}/control?prefix=/sdk/v1/threads/runs`)).json();
    return Object.keys(open as object);
  };
  await expect.poll(underWay).toEqual([]);
  await over;
});

test('without a token the app hands nothing on', async ({ request }) => {
  const answer = await request.get(`${ground().app}/api/proxy/host/v1/threads`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect([answer.status(), (await answer.json()).error.code]).toEqual([404, 'pass_through_off']);
});

/** Sends bytes as they are and gives the status of the answer. */
async function raw(text: string): Promise<number> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.end(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

const HEAD = `Host: localhost\r\nAuthorization: Bearer ${TOKEN}\r\nConnection: close\r\n`;
const BASE = '/api/proxy/sdk/v1';

for (const [what, request] of [
  ['dots', `GET ${BASE}/threads/../../../sdk/v1/chat HTTP/1.1\r\n${HEAD}\r\n`],
  ['encoded dots', `GET ${BASE}/threads/%2e%2e/%2e%2e/x HTTP/1.1\r\n${HEAD}\r\n`],
  ['an encoded slash', `GET ${BASE}/threads/..%2f..%2fadmin HTTP/1.1\r\n${HEAD}\r\n`],
  ['twice encoded dots', `GET ${BASE}/threads/%252e%252e%252fx HTTP/1.1\r\n${HEAD}\r\n`],
  ['a double slash', `GET ${BASE}//threads HTTP/1.1\r\n${HEAD}\r\n`],
  ['a backslash', `GET ${BASE}/threads\\..\\x HTTP/1.1\r\n${HEAD}\r\n`],
  ['an encoded question mark', `GET ${BASE}/threads/t%3Fx=1 HTTP/1.1\r\n${HEAD}\r\n`],
  ['a semicolon', `GET ${BASE}/threads/t;x/runs HTTP/1.1\r\n${HEAD}\r\n`],
  ['a NUL', `GET ${BASE}/threads/t%00 HTTP/1.1\r\n${HEAD}\r\n`],
  ['an address of its own', `GET http://evil.example/x HTTP/1.1\r\n${HEAD}\r\n`],
  ['another API', `POST ${BASE}/chat/completions HTTP/1.1\r\n${HEAD}Content-Length: 2\r\n\r\n{}`],
  ['another method', `PUT ${BASE}/threads HTTP/1.1\r\n${HEAD}Content-Length: 2\r\n\r\n{}`],
  ['HEAD', `HEAD ${BASE}/threads HTTP/1.1\r\n${HEAD}\r\n`],
  ['two lengths', `POST ${BASE}/threads HTTP/1.1\r\n${HEAD}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}`],
  [
    'a length beside chunks',
    `POST ${BASE}/threads HTTP/1.1\r\n${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`,
  ],
  ['a name with a space', `GET ${BASE}/threads HTTP/1.1\r\n${HEAD}X-Runlens-Token : x\r\n\r\n`],
  ['a header with a bare line feed', `GET ${BASE}/threads HTTP/1.1\r\n${HEAD}Accept: a\nHost: evil\r\n\r\n`],
] as const) {
  test(`nothing leaves for ${what}`, async ({ request: http }) => {
    const asked = async () => (await http.get(`${ground().upstream}/control?prefix=/sdk`)).json();
    // The app reads its source by itself meanwhile; what this brings about would be there each time.
    await expect(async () => {
      const before = await asked();
      const status = await raw(request);
      expect(status === 0 || (status >= 300 && status <= 499), String(status)).toBe(true);
      expect(await asked()).toEqual(before);
    }).toPass({ timeout: 30_000 });
  });
}
