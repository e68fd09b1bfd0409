import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { ground } from './environment.ts';
import { EventReader } from './event-reader.ts';
import { freePort, type Started, startApp } from './server-process.ts';
import { sourceEnvironment } from './test-sources.ts';

/** Live runs on two instances of the built app that share an archive. */
const TOKEN = 'a-token-of-the-browser-tests-0123456789';
const SOURCE = 'agents';

let folder: string;
let apps: Started[] = [];
let origins: string[] = [];
const origin = () => origins[0] ?? '';

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-live-'));
  const [bearer = '', plain = ''] = ground().keys;
  for (let n = 0; n < 2; n++) {
    const port = await freePort();
    const app = startApp({
      PORT: String(port),
      ...sourceEnvironment(ground().upstream, { bearer, plain }, false),
      RUNLENS_OPERATE: '1',
      RUNLENS_PROXY_TOKEN: TOKEN,
      RUNLENS_DATA_DIR: folder,
    });
    await app.until(/Runlens on /);
    apps.push(app);
    origins.push(`http://localhost:${port}`);
  }
});
test.afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await rm(folder, { recursive: true, force: true });
  [apps, origins] = [[], []];
});

const write = (path: string, body: object) =>
  fetch(`${origin()}/api/proxy/${SOURCE}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Starts a run in a thread of its own at the source; with `stream` its events pass through the app. */
async function startRun(assistant: string, metadata: Record<string, string>, stream = false) {
  const thread = (await (await write('threads', { messages: [{ role: 'user', content: 'Go' }] })).json()) as {
    id: string;
  };
  const answer = await write(`threads/${thread.id}/runs`, { assistant_id: `asst_${assistant}`, metadata, stream });
  if (!stream) {
    const { id } = (await answer.json()) as { id: string };
    return { thread: thread.id, id, key: `${thread.id}.${id}`, read: Promise.resolve('') };
  }
  let text = '';
  const found = Promise.withResolvers<string>();
  const read = (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const piece of answer.body ?? []) {
        text += decoder.decode(piece, { stream: true });
        const id = /"id":"(run_\w+)"/.exec(text)?.[1];
        if (id !== undefined) found.resolve(id);
      }
    } catch {
      // The host broke off.
    }
    return text;
  })();
  const id = await found.promise;
  return { thread: thread.id, id, key: `${thread.id}.${id}`, read };
}

const events = (key: string, at = 0, lastEventId?: string) =>
  EventReader.open(`${origins[at]}/api/runs/${SOURCE}/${key}/events`, lastEventId);

/** How often the source was asked for a run itself. */
async function looks({ thread, id }: { thread: string; id: string }): Promise<number> {
  const answer = await fetch(`${ground().upstream}/control?prefix=/${SOURCE}/v1/threads/${thread}/runs/${id}`);
  const { counts } = (await answer.json()) as { counts: Record<string, number> };
  return counts[`GET /${SOURCE}/v1/threads/${thread}/runs/${id}`] ?? 0;
}

/** What the API says of a run that has ended; it is what its events said last. */
async function expectSame(key: string, reader: EventReader): Promise<void> {
  const base = `${origin()}/api/runs/${SOURCE}/${key}`;
  const { items: steps } = (await (await fetch(`${base}/steps`)).json()) as { items: { id: string }[] };
  expect(reader.last('step')).toEqual(steps);
  const { items: messages } = (await (await fetch(`${base}/messages`)).json()) as {
    items: { id: string; content: object }[];
  };
  const contents = (list: object[]) =>
    list.map((one) => [(one as { id: string }).id, (one as { content: object }).content]);
  expect(contents(reader.last('message'))).toEqual(contents(messages));
}

test('a run is followed from its queue to its end, through a pause that is answered', async () => {
  const run = await startRun('function', { pace: '400' });
  const reader = await events(run.key);
  await expect.poll(() => reader.statuses.at(-1), { timeout: 30_000 }).toBe('requires_action');
  const waiting = await looks(run);
  await expect.poll(() => looks(run), { timeout: 30_000 }).toBeGreaterThan(waiting + 1);
  const { run: paused } = (await (await fetch(`${origin()}/api/runs/${SOURCE}/${run.key}`)).json()) as {
    run: { requiredAction: { calls: { id: string }[] } };
  };
  const tool_outputs = paused.requiredAction.calls.map(({ id }) => ({ tool_call_id: id, output: '21' }));
  expect((await write(`threads/${run.thread}/runs/${run.id}/submit_tool_outputs`, { tool_outputs })).status).toBe(200);
  await reader.over;
  expect(reader.types.at(-1)).toBe('ended');
  expect(reader.statuses.at(-1)).toBe('completed');
  await expectSame(run.key, reader);
  // What it was in the end is kept.
  const kept = async () => {
    const trace = await fetch(`${origin()}/api/runs/${SOURCE}/${run.key}`);
    return ((await trace.json()) as { kept?: { whole: boolean } }).kept?.whole ?? false;
  };
  await expect.poll(kept, { timeout: 30_000 }).toBe(true);
  // There is nothing more to hear, and nobody looks any more.
  expect((await events(run.key, 0, reader.events.at(-1)?.id ?? '')).status).toBe(204);
  const again = await events(run.key);
  await again.over;
  expect(again.types).toEqual(['snapshot', 'ended']);
});

test('a hundred viewers on two instances cost the source no more than one', async () => {
  const run = await startRun('endless', { pace: '300' });
  const first = await events(run.key);
  await expect.poll(() => first.types.length, { timeout: 30_000 }).toBeGreaterThan(3);
  const others = await Promise.all(Array.from({ length: 99 }, (_, n) => events(run.key, n % 2)));
  const all = [first, ...others];
  // Both instances have looked once by now; from then on only one of them does.
  await expect.poll(() => all.every((one) => one.types.length > 0), { timeout: 30_000 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  const [before, begun] = [await looks(run), Date.now()];
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  const more = (await looks(run)) - before;
  const seconds = (Date.now() - begun) / 1000;
  // One looks every second, two would twice; a busy machine may hold one look back and do it beside the next.
  expect(more / seconds).toBeLessThanOrEqual(1.5);
  const seen = all.map((one) => one.types.length);
  await expect.poll(() => all.every((one, n) => one.types.length > (seen[n] ?? 0)), { timeout: 40_000 }).toBe(true);
  await Promise.all(all.map((one) => one.leave()));
  // When the last one has left, nobody asks any more.
  let last = -1;
  await expect
    .poll(
      async () => {
        const now = await looks(run);
        const quiet = now === last;
        last = now;
        return quiet;
      },
      { intervals: [3_000], timeout: 30_000 },
    )
    .toBe(true);
  await write(`threads/${run.thread}/runs/${run.id}/cancel`, {});
});

for (const delivery of ['whole', 'twice', 'hostile', 'cut', 'stall']) {
  test(`a stream that passes through is seen at once and ends right: ${delivery}`, async () => {
    const run = await startRun('tools', { pace: '250', delivery }, true);
    const reader = await events(run.key);
    await reader.over;
    expect(reader.types.at(-1)).toBe('ended');
    expect(reader.types).not.toContain('error');
    expect(reader.types).not.toContain('half');
    if (delivery === 'whole') expect(reader.types).toContain('message_delta');
    expect(reader.statuses.at(-1)).toBe('completed');
    expect(JSON.stringify(reader.events)).not.toContain('HOSTILE');
    await expectSame(run.key, reader);
    expect((await fetch(`${origin()}/api/health`)).status).toBe(200);
  });
}

test('who comes back hears what was missed, or how it is now', async () => {
  const run = await startRun('endless', { pace: '200' });
  const reader = await events(run.key);
  await expect.poll(() => reader.types.length, { timeout: 30_000 }).toBeGreaterThan(2);
  const stays = await events(run.key);
  await reader.leave();
  const heard = reader.events.at(-1)?.id ?? '';
  await expect.poll(() => stays.types.length, { timeout: 30_000 }).toBeGreaterThan(4);
  const back = await events(run.key, 0, heard);
  await expect.poll(() => back.types.length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(back.types).not.toContain('snapshot');
  const elsewhere = await events(run.key, 1, heard);
  await expect.poll(() => elsewhere.types[0], { timeout: 30_000 }).toBe('snapshot');
  await Promise.all([stays, back, elsewhere].map((one) => one.leave()));
  await write(`threads/${run.thread}/runs/${run.id}/cancel`, {});
});

test('one connection carries several runs and the rows of the list', async () => {
  const run = await startRun('plain', { pace: '300' });
  const place = `${SOURCE}/${run.key}`;
  const query = new URLSearchParams([
    ['run', place],
    ['run', 'sample/thread_none.run_none'],
    ['row', place],
  ]);
  const reader = await EventReader.open(`${origin()}/api/runs/events?${query}`);
  expect(reader.status).toBe(200);
  const of = (type: string, more: (data: Record<string, unknown>) => boolean) =>
    reader.events.filter((one) => one.type === type && more(one.data)).length;
  await expect.poll(() => of('ended', (data) => 'run' in data && !('added' in data)), { timeout: 40_000 }).toBe(1);
  await expect.poll(() => of('ended', (data) => 'added' in data), { timeout: 40_000 }).toBeGreaterThan(0);
  expect(reader.events[0]).toMatchObject({ type: 'snapshot', data: { list: {} } });
  expect(of('error', ({ source }) => source === 'sample')).toBe(1);
  await reader.leave();
  for (const bad of [
    'run=agents',
    'run=../x/y',
    'list=2',
    Array.from({ length: 17 }, (_, n) => `run=a/t.${n}`).join('&'),
  ]) {
    expect((await fetch(`${origin()}/api/runs/events?${bad}`)).status, bad).toBe(400);
  }
});

test('unfinished runs of the sample are followed like any other', async () => {
  const list = `${origin()}/api/runs?source=sample&status=in_progress&limit=5`;
  const unfinished = async () =>
    ((await (await fetch(list)).json()) as { items: { key: string }[] }).items[0]?.key ?? null;
  await expect.poll(unfinished, { timeout: 30_000 }).not.toBeNull();
  const reader = await EventReader.open(`${origin()}/api/runs/sample/${await unfinished()}/events`);
  await expect.poll(() => reader.types[0], { timeout: 30_000 }).toBe('snapshot');
  expect(reader.types).not.toContain('error');
  await reader.leave();
  const none = await EventReader.open(`${origin()}/api/runs/sample/thread_none.run_none/events`);
  expect(none.status).toBe(404);
});

test('a server that ends lets its viewers go, who go on at the next one', async () => {
  const run = await startRun('endless', { pace: '300' });
  const reader = await events(run.key, 1);
  await expect.poll(() => reader.types.length, { timeout: 30_000 }).toBeGreaterThan(0);
  await apps[1]?.stop();
  await reader.over;
  expect(reader.types).not.toContain('half');
  const back = await events(run.key, 0, reader.events.at(-1)?.id ?? '');
  await expect.poll(() => back.types[0], { timeout: 30_000 }).toBe('snapshot');
  await back.leave();
  await write(`threads/${run.thread}/runs/${run.id}/cancel`, {});
});
