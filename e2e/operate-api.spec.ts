import { type APIRequestContext, expect, test } from 'playwright/test';
import { ground } from './environment.ts';
import { freePort, type Started, startApp } from './server-process.ts';
import { sourceEnvironment } from './test-sources.ts';

/** Writes by the API of a built app that allows them, in a process of its own. */
let app: Started;
let origin: string;
let thread: string;

test.describe.configure({ mode: 'default' });

test.beforeAll(async ({ playwright }) => {
  const port = await freePort();
  const [bearer = '', plain = ''] = ground().keys;
  const sources = sourceEnvironment(ground().upstream, { bearer, plain }, false);
  app = startApp({ PORT: String(port), ...sources, RUNLENS_OPERATE: '1' });
  await app.until(/Runlens on /);
  origin = `http://localhost:${port}`;
  const host = await playwright.request.newContext();
  const made = await host.post(`${ground().upstream}/agents/v1/threads`, {
    headers: { authorization: `Bearer ${bearer}` },
    data: { messages: [{ role: 'user', content: 'How warm is it?' }] },
  });
  thread = (await made.json()).id;
  await host.dispose();
});
test.afterAll(() => app.stop());

const own = (at: string) => ({ origin: at, 'x-runlens': '1', 'content-type': 'application/json' });

async function write(
  request: APIRequestContext,
  method: 'POST' | 'PATCH',
  path: string,
  data: object,
  headers: Record<string, string> = own(origin),
) {
  const answer = await request.fetch(`${origin}/api/${path}`, { method, data, headers });
  return { status: answer.status(), body: await answer.json() };
}

async function runOf(request: APIRequestContext, key: string) {
  return (await (await request.get(`${origin}/api/runs/agents/${key}`)).json()).run;
}

test('a run is started, waits, is answered, ends; and stands in the list', async ({ request }) => {
  const body = { assistant_id: 'asst_function', metadata: { case: '7' }, instructions: 'Be short.' };
  const { status, body: made } = await write(request, 'POST', `threads/agents/${thread}/runs`, body);
  expect(status).toBe(201);
  expect(made).toMatchObject({ source: 'agents', run: { metadata: { case: '7' }, threadId: thread } });
  const key = made.key as string;
  await expect.poll(async () => (await runOf(request, key)).status).toBe('requires_action');
  const blocking = await (await request.get(`${origin}/api/threads/agents/${thread}/blocking-run`)).json();
  expect(blocking.run).toMatchObject({ key, status: 'requires_action' });

  const refused = await write(request, 'POST', `threads/agents/${thread}/runs`, body);
  expect(refused.status).toBe(400);
  expect(refused.body.error).toMatchObject({ code: 'upstream_rejected', message: expect.stringContaining('It says:') });

  const call = blocking.run.requiredAction.calls[0].id as string;
  const outputs = { tool_outputs: [{ tool_call_id: call, output: '{"celsius":21}' }] };
  const answered = await write(request, 'POST', `runs/agents/${key}/tool-outputs`, outputs);
  expect([answered.status, answered.body.key]).toEqual([200, key]);
  await expect.poll(async () => (await runOf(request, key)).status).toBe('completed');
  const listed = await (await request.get(`${origin}/api/runs?source=agents&thread=${thread}`)).json();
  expect(listed.items.map((run: { key: string }) => run.key)).toContain(key);
});

test('a run is cancelled, and its metadata changed', async ({ request }) => {
  const { body: made } = await write(request, 'POST', `threads/agents/${thread}/runs`, {
    assistant_id: 'asst_endless',
  });
  const key = made.key as string;
  expect((await write(request, 'POST', `runs/agents/${key}/cancel`, {})).body.run.status).toBe('cancelling');
  await expect.poll(async () => (await runOf(request, key)).status).toBe('cancelled');
  const changed = await write(request, 'PATCH', `runs/agents/${key}`, { metadata: { why: 'a test' } });
  expect(changed.body.run.metadata).toEqual({ why: 'a test' });
});

test('what is not as it should be is refused before it leaves', async ({ request }) => {
  // What ended is read in the background meanwhile.
  const asked = async () => {
    const control = await request.get(`${ground().upstream}/control?prefix=/agents/v1/threads/${thread}`);
    const { counts } = (await control.json()) as { counts: Record<string, number> };
    return Object.entries(counts).filter(([name]) => name.startsWith('POST'));
  };
  const before = await asked();
  const path = `threads/agents/${thread}/runs`;
  const run = { assistant_id: 'asst_plain' };
  for (const headers of [
    { ...own(origin), origin: 'http://evil.example' },
    { ...own(origin), 'sec-fetch-site': 'cross-site' },
    { ...own(origin), 'content-type': 'text/plain' },
    { origin, 'content-type': 'application/json' },
  ]) {
    expect((await write(request, 'POST', path, run, headers as Record<string, string>)).body.error.code).toBe('csrf');
  }
  for (const [body, words] of [
    [{}, 'assistant_id'],
    [{ ...run, temperature: 3 }, 'temperature'],
    [{ ...run, stream: false }, 'does not know stream'],
    [{ ...run, metadata: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`k${n}`, 'v'])) }, 'metadata'],
  ] as const) {
    const refused = await write(request, 'POST', path, body);
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
    expect(refused.body.error.message).toContain(words);
  }
  const large = await write(request, 'POST', path, { ...run, instructions: 'x'.repeat(1024 * 1024) });
  expect(large.body.error.code).toBe('payload_too_large');
  expect((await write(request, 'POST', 'runs/agents/a.b.c/cancel', {})).body.error.code).toBe('invalid_id');
  expect(await asked()).toEqual(before);
});

test('where nothing may be changed, nothing leaves', async ({ request }) => {
  const reading = ground().app;
  const headers = own(reading);
  for (const [method, path, data] of [
    ['POST', `threads/agents/${thread}/runs`, { assistant_id: 'asst_plain' }],
    ['PATCH', `runs/agents/${thread}.run_1`, { metadata: {} }],
    ['POST', `runs/agents/${thread}.run_1/cancel`, {}],
    ['POST', `runs/agents/${thread}.run_1/tool-outputs`, { tool_outputs: [] }],
  ] as const) {
    const answer = await request.fetch(`${reading}/api/${path}`, { method, data, headers });
    expect([answer.status(), (await answer.json()).error.code]).toEqual([403, 'read_only']);
  }
  expect((await (await request.get(`${reading}/api/sources`)).json()).operate).toBe(false);
  expect((await (await request.get(`${origin}/api/sources`)).json()).operate).toBe(true);
});
