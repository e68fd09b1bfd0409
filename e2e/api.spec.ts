import { expect, test } from './fixtures.ts';
import { churn, knownRuns } from './known-runs.ts';

test('lists are pages of one envelope', async ({ request }) => {
  await knownRuns(request, 'sample', 60);
  const list = async (path: string) => (await request.get(path)).json() as Promise<Record<string, unknown>>;
  const sources = await list('/api/sources');
  expect(sources.items).toContainEqual(expect.objectContaining({ id: 'sample', dialect: 'assistants' }));
  const page = await list('/api/runs?source=sample&limit=5');
  expect(page.items).toHaveLength(5);
  expect(typeof page.nextCursor).toBe('string');
  expect((await list('/api/runs/total?source=sample')).total).toBeGreaterThanOrEqual(60);
  const failures = await list('/api/runs/groups?by=failure&limit=1');
  expect(failures.items).toEqual([expect.objectContaining({ count: expect.any(Number), title: expect.any(String) })]);
  const found = await list('/api/search?q=%22rate+limit%22&limit=5');
  expect(found.items).toContainEqual(
    expect.objectContaining({ hits: expect.arrayContaining([expect.objectContaining({ place: 'Error' })]) }),
  );
  const threads = await list('/api/threads?source=sample&limit=3');
  expect(threads.items).toHaveLength(3);
  expect(typeof threads.nextCursor).toBe('string');
});

test('a run is given with its steps, as pages and as a stream', async ({ request }) => {
  const run = await churn(request);
  const base = `/api/runs/sample/${run.key}`;
  const trace = await (await request.get(base)).json();
  expect(trace.run).toMatchObject({ id: run.id, status: 'failed', source: 'sample', key: run.key });
  expect(trace.steps.items).toHaveLength(7);
  const stream = await request.get(`${base}/steps`, { headers: { accept: 'application/x-ndjson' } });
  expect(stream.headers()['content-type']).toContain('application/x-ndjson');
  const lines = (await stream.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.type)).toEqual([...Array(7).fill('step'), 'end']);
  expect(lines.at(-1)).toEqual({ type: 'end', count: 7 });
  const [first] = trace.steps.items;
  expect((await (await request.get(`${base}/steps/${first.id}`)).json()).id).toBe(first.id);
  expect(JSON.parse(await (await request.get(`${base}/raw`)).text())).toMatchObject({
    object: 'thread.run',
    id: run.id,
  });
  const raw = JSON.parse(await (await request.get(`${base}/raw?step=${first.id}`)).text());
  expect(raw.step_details.tool_calls[0].file_search.results[0].content[0].text).toContain('churn');
  expect((await (await request.get(`${base}/messages`)).json()).items.length).toBeGreaterThan(0);
});

test('ids that are none are refused before anything leaves', async ({ request }) => {
  for (const path of [
    '/api/runs/sample/thread_a.run_b.c',
    '/api/runs/sample/%2e%2e.run_b',
    '/api/runs/sample/thread_a%2f..%2fx',
    '/api/runs/sample/thread_a.run_b/steps?cursor=../x',
    '/api/runs/sample/thread_a.run_b/files/..%5cx',
    '/api/threads/sample/thread%20a',
    `/api/threads/sample/${'x'.repeat(129)}`,
  ]) {
    const answer = await request.get(path);
    expect([400, 404], path).toContain(answer.status());
    expect((await answer.json()).error).toMatchObject({ code: expect.any(String), request_id: expect.any(String) });
  }
});

test('other methods, hosts and foreign writes are refused', async ({ request }) => {
  expect((await request.post('/api/runs', { data: {} })).status()).toBe(405);
  expect((await request.get('/api/runs', { headers: { host: 'evil.example' } })).status()).toBe(421);
  expect((await request.get('/runs', { headers: { host: 'evil.example' } })).status()).toBe(421);
  expect((await request.get('/api/health', { headers: { host: 'evil.example' } })).status()).toBe(200);
  expect((await request.post('/api/sources/sample/walk', { data: {} })).status()).toBe(403);
});

test('files are shown only when their bytes are an image', async ({ page, request }) => {
  const run = await churn(request);
  const steps = await (await request.get(`/api/runs/sample/${run.key}/steps`)).json();
  const outputs = steps.items.flatMap((step: { calls: { outputs?: { type: string; fileId?: string }[] }[] }) =>
    step.calls.flatMap((call) => call.outputs ?? []),
  );
  const image = outputs.find((output: { type: string }) => output.type === 'image');
  const answer = await request.get(`/api/runs/sample/${run.key}/files/${image.fileId}`);
  expect(answer.headers()).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
  expect(Number(answer.headers()['x-file-bytes'])).toBe((await answer.body()).length);
  await page.goto(`/runs/sample/${run.key}`);
});
