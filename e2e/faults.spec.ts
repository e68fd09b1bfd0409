import type { APIRequestContext, Browser } from 'playwright/test';
import { ground } from './environment.ts';
import { expect, test } from './fixtures.ts';
import { FAILED_ANSWER, openLive } from './pages.ts';
import { freePort, type Started, startApp } from './server-process.ts';
import { FAULT_NAMES } from './upstream/faulty.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });
test.describe.configure({ mode: 'serial' });

/** What each fault is answered with; a source that says nothing, or stops in the middle, is waited for 10 s. */
const ANSWERS: Record<string, [status: number, code: string | null]> = {
  http500: [502, 'upstream_error'],
  http503: [502, 'upstream_error'],
  http500twice: [200, null],
  http429: [429, 'rate_limited'],
  http429once: [200, null],
  http408: [502, 'upstream_error'],
  http409: [502, 'upstream_error'],
  http401: [502, 'upstream_auth'],
  http403: [502, 'upstream_auth'],
  http404: [404, 'not_found'],
  http400: [400, 'upstream_rejected'],
  html: [502, 'upstream_invalid'],
  badjson: [502, 'upstream_invalid'],
  wrongshape: [502, 'upstream_invalid'],
  empty: [502, 'upstream_invalid'],
  redirect: [502, 'upstream_error'],
  cut: [502, 'upstream_invalid'],
  stall: [504, 'upstream_timeout'],
  reset: [502, 'upstream_unreachable'],
  deep: [502, 'upstream_invalid'],
  gzip: [502, 'upstream_invalid'],
  nobody: [502, 'upstream_invalid'],
  hang: [504, 'upstream_timeout'],
};
/** Faults in lists of steps that say something else than the same fault in a run: a list has a shape, and may repeat. */
const LISTS: Record<string, [status: number, code: string | null]> = {
  ...ANSWERS,
  loop: [200, null],
  // Lists that are missing are told from runs that are: the ability is missing. From then on it is not asked for.
  http404: [501, 'capability_missing'],
};
const AT_ONCE = 3;

let app: Started;
let origin = '';
test.beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  const source = {
    id: 'faulty',
    name: 'Faulty host',
    dialect: 'assistants',
    baseUrl: `${ground().upstream}/faulty/v1`,
    auth: { type: 'bearer', env: 'FAULTY_KEY' },
  };
  // Without an archive nothing that was read by the way stands in for what cannot be read.
  app = startApp({
    PORT: String(port),
    RUNLENS_ARCHIVE: 'off',
    RUNLENS_SAMPLE: '1',
    RUNLENS_SOURCES: JSON.stringify([source]),
    FAULTY_KEY: ground().keys[0] ?? '',
  });
  await app.until(/Runlens on /);
});
test.afterAll(() => app?.stop());

const address = (name: string) => `faulty/thread_faulty.${name}`;

async function expectAlive(request: APIRequestContext): Promise<void> {
  expect((await request.get(`${origin}/api/health`)).status()).toBe(200);
  expect((await request.get(`${origin}/api/threads/faulty/thread_faulty`)).status()).toBe(200);
  expect(app.output()).not.toContain('unexpected_error');
}

/** Asks everything at once, as one slow host must not keep others waiting; gives the messages of failures by fault. */
async function answers(
  request: APIRequestContext,
  expected: typeof ANSWERS,
  path: (name: string) => string,
): Promise<Map<string, string>> {
  const messages = new Map<string, string>();
  const ask = async (name: string, [status, code]: [number, string | null]) => {
    const answer = await request.get(`${origin}${path(name)}`, { timeout: 40_000 });
    const body = (await answer.json()) as { error?: { code: string; message: string } };
    expect.soft([answer.status(), body.error?.code ?? null], name).toEqual([status, code]);
    expect.soft(answer.headers()['retry-after'], name).toBe(name === 'http429' ? '30' : undefined);
    if (body.error) messages.set(name, body.error.message);
  };
  await Promise.all(Object.entries(expected).map(([name, answer]) => ask(name, answer)));
  return messages;
}

/** Opens pages, a few at a time, and looks for what each must show. */
async function look(browser: Browser, pages: readonly (readonly [path: string, message: string])[]): Promise<void> {
  const waiting = [...pages];
  const work = async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, message] = next;
      await openLive(page, `${origin}${path}`);
      await expect.soft(page.locator('main'), path).toContainText(message, { timeout: 30_000 });
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

test('every fault of a source that a run is asked of has its status, its screen, and leaves the server alive', async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  expect(FAULT_NAMES.filter((name) => !(name in LISTS))).toEqual([]);
  const messages = await answers(request, ANSWERS, (name) => `/api/runs/${address(`run_fault_${name}`)}`);
  expect(messages.size).toBe(Object.keys(ANSWERS).length - 2);
  await expectAlive(request);
  for (const key of ground().keys) expect([...messages.values()].join('\n')).not.toContain(key);
  messages.set('http404', 'No run with this ID');
  // What takes ten seconds each time is looked at in the list of steps.
  const quick = [...messages].filter(([name]) => name !== 'hang' && name !== 'stall');
  await look(
    browser,
    quick.map(([name, message]) => [`/runs/${address(`run_fault_${name}`)}`, message] as const),
  );
  await expectAlive(request);
});

test('every fault of a list of steps leaves the run readable, and the server alive', async ({ browser, request }) => {
  test.setTimeout(180_000);
  const { http404, ...others } = LISTS;
  const messages = await answers(request, others, (name) => `/api/runs/${address(`run_steps_${name}`)}/steps`);
  await expectAlive(request);
  const shown = ['http500', 'http401', 'html', 'wrongshape', 'cut', 'stall', 'hang', 'redirect'];
  await look(
    browser,
    shown.map((name) => [`/runs/${address(`run_steps_${name}`)}`, messages.get(name) ?? '?'] as const),
  );
  const lines = await request.get(`${origin}/api/runs/${address('run_steps_loop')}/steps`, {
    headers: { accept: 'application/x-ndjson' },
  });
  expect((await lines.text()).trim().split('\n').at(-1)).toBe('{"type":"end","count":2}');
  await look(browser, [[`/runs/${address('run_steps_loop')}`, '2 steps']]);
  await answers(
    request,
    { http404: http404 ?? [0, null] },
    (name) => `/api/runs/${address(`run_steps_${name}`)}/steps`,
  );
  await expectAlive(request);
});
