import type { Response as PageResponse } from 'playwright/test';
import { ground } from './environment.ts';
import { expect, test } from './fixtures.ts';
import { everyPage, FAILED_ANSWER, open } from './pages.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });

/** The keys as they are, and as they might be written into an address, a script or a data address. */
function disguises(): string[] {
  return ground().keys.flatMap((key) => [
    key,
    encodeURIComponent(key),
    Buffer.from(key).toString('base64').replace(/=+$/, '').slice(0, -1),
    Buffer.from(`Bearer ${key}`).toString('base64').slice(0, -3),
    Buffer.from(key).toString('hex'),
  ]);
}

/** Where in a text a key stands; the text around it, without the key. */
function find(where: string, text: string): string[] {
  return disguises()
    .filter((form) => text.includes(form))
    .map((form) => `${where}: …${text.slice(Math.max(0, text.indexOf(form) - 80), text.indexOf(form))}[key]`);
}

async function everything(response: PageResponse): Promise<string> {
  const headers = JSON.stringify(await response.headersArray().catch(() => []));
  const body = await response.body().catch(() => Buffer.alloc(0));
  return `${headers}\n${body.toString('utf8')}`;
}

test('no key is in anything that the browser receives, shows or keeps', async ({ page, request }) => {
  test.setTimeout(180_000);
  const received: Promise<string[]>[] = [];
  page.on('response', (response) => {
    received.push(everything(response).then((text) => find(response.url(), text)));
  });
  page.on('console', (message) => received.push(Promise.resolve(find('console', message.text()))));
  for (const { shows, path } of await everyPage(request)) {
    await test.step(shows, async () => {
      await open(page, path);
      received.push(Promise.resolve(find(`the page of ${path}`, await page.content())));
      const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
      received.push(Promise.resolve(find('storage', kept)));
    });
  }
  const found = (await Promise.all(received)).flat();
  expect(received.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('no key is in any answer of the API, errors and raw JSON included', async ({ request }) => {
  const hostile = '/api/runs/hostile/thread_hostile.run_hostile';
  const faulty = (fault: string) => `/api/runs/faulty/thread_faulty.run_fault_${fault}`;
  const paths = [
    '/api/sources',
    '/api/runs?source=hostile',
    '/api/threads/hostile/thread_hostile',
    '/api/threads/hostile/thread_hostile/messages',
    '/api/threads/hostile/thread_hostile/runs',
    hostile,
    `${hostile}/steps`,
    `${hostile}/steps/step_functions`,
    `${hostile}/messages`,
    `${hostile}/raw`,
    `${hostile}/raw?step=step_functions`,
    `${hostile}/raw?step=step_wrong_types`,
    `${hostile}/raw?message=msg_hostile`,
    `${hostile}/files/file-svg`,
    `${hostile}/export?format=json`,
    `${hostile}/export?format=md`,
    `${hostile}/export?format=jsonl`,
    faulty('http401'),
    faulty('http400'),
    faulty('http500'),
    faulty('html'),
  ];
  for (const path of paths) {
    const answer = await request.get(path);
    expect(find(path, JSON.stringify(answer.headersArray()) + (await answer.text()))).toEqual([]);
  }
  const lines = await request.get(`${hostile}/steps`, { headers: { accept: 'application/x-ndjson' } });
  expect(find('the stream of steps', await lines.text())).toEqual([]);
});
