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
const client = (source = 'agents') =>
  new OpenAI({ apiKey: TOKEN, baseURL: `${origin}/api/proxy/${source}/v1`, maxRetries: 0 });

test.describe.configure({ mode: 'serial' });

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
      const { items } = await (await request.get(`${origin}/api/runs?source=agents&limit=100`)).json();
      return (items as { status: string }[]).map(({ status }) => status).sort();
    })
    .toEqual([...Array.from({ length: 7 }, () => 'completed'), 'cancelled'].sort());
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
  const stranger = new OpenAI({ apiKey: 'wrong', baseURL: `${origin}/api/proxy/agents/v1`, maxRetries: 0 });
  expect(await stranger.beta.threads.create().catch((error: unknown) => error)).toMatchObject({
    status: 401,
    code: 'unauthorized',
  });
});

test('the connection to the source ends with the client’s', async ({ request }) => {
  const stream = client().beta.threads.createAndRunStream({ assistant_id: 'asst_endless' });
  await new Promise((resolve) => stream.once('textDelta', resolve));
  stream.abort();
  const open = async () => {
    const { open } = await (await request.get(`${ground().upstream}/control?prefix=/agents/v1/threads/runs`)).json();
    return Object.keys(open as object);
  };
  await expect.poll(open).toEqual([]);
  await stream.done().catch(() => undefined);
});

test('without a token the app hands nothing on', async ({ request }) => {
  const answer = await request.get(`${ground().app}/api/proxy/host/v1/threads`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect([answer.status(), (await answer.json()).error.code]).toEqual([404, 'pass_through_off']);
});

for (const path of [
  'threads/..%2f..%2fadmin',
  'threads//runs',
  'threads/%2e%2e%2f',
  'threads/t%3Fx=1',
  'threads/t;x=1/runs',
  'threads/t\\..\\x',
  'chat/completions',
]) {
  test(`nothing leaves for ${path}`, async ({ request }) => {
    const before = await (await request.get(`${ground().upstream}/control?prefix=/agents`)).json();
    const answer = await request.get(`${origin}/api/proxy/agents/v1/${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
      maxRedirects: 0,
    });
    expect([308, 400, 404]).toContain(answer.status());
    expect(await (await request.get(`${ground().upstream}/control?prefix=/agents`)).json()).toEqual(before);
  });
}
