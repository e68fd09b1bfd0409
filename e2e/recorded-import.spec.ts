import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { type APIRequestContext, expect, test } from 'playwright/test';
import { recordings, testDatabase } from './environment.ts';
import { freePort, type Started, startApp, startNode } from './server-process.ts';
import { readRecorded } from './upstream/recorded-world.ts';

test.skip(recordings === null, 'RUNLENS_RECORDINGS names no folder of recorded exchanges');

/** What a search finds: in a run, or in a thread. */
interface Hits {
  run?: { id: string; threadId: string | null };
  thread?: { id: string };
  hits: { href: string; snippet: { marked: boolean }[] }[];
}

/** The first words of a recorded message, without what parts terms. */
function wordsOf(content: unknown): string {
  const [part] = (content ?? []) as { text?: { value?: string } }[];
  const value = part?.text?.value ?? '';
  return value
    .replaceAll(/[^\p{L}\p{N} ]+/gu, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, 6)
    .join(' ');
}

const data = mkdtempSync(join(tmpdir(), 'runlens-recorded-'));
const schema = `runlens_recorded_${randomBytes(6).toString('hex')}`;
let app: Started | null = null;

async function start(environment: Record<string, string>): Promise<string> {
  await app?.stop();
  const port = await freePort();
  app = startApp({ PORT: String(port), RUNLENS_SAMPLE: '0', ...environment });
  await app.until(/Runlens on /);
  return `http://localhost:${port}`;
}

/** All that a search finds. On a busy machine a page may hold less than there is: the next goes on. */
async function searched(request: APIRequestContext, words: string): Promise<Hits[]> {
  const found: Hits[] = [];
  let cursor: string | null = null;
  do {
    const query: string = new URLSearchParams({
      q: words,
      limit: '20',
      ...(cursor === null ? {} : { cursor }),
    }).toString();
    const answer = await request.get(`/api/search?${query}`);
    expect(answer.status(), await answer.text()).toBe(200);
    const page = (await answer.json()) as { items: Hits[]; nextCursor: string | null };
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** Asks the test database, outside of any server. */
async function ask(statement: string): Promise<void> {
  const client = new Client({ connectionString: testDatabase ?? '' });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** What names a fresh archive of this kind; null where there is no server for it. */
async function archiveOf(kind: 'SQLite' | 'PostgreSQL'): Promise<Record<string, string> | null> {
  if (kind === 'SQLite') return { RUNLENS_DATA_DIR: data };
  if (testDatabase === null) return null;
  await ask(`CREATE SCHEMA ${schema}`);
  const url = new URL(testDatabase);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return { DATABASE_URL: url.href };
}

test.afterAll(async () => {
  await app?.stop();
  rmSync(data, { recursive: true, force: true });
  if (testDatabase !== null) await ask(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
});

for (const kind of ['SQLite', 'PostgreSQL'] as const)
  test(`npm run import takes the recorded folder as it is into ${kind}; every run, step and message is listed, found, and there after a restart`, async ({
    playwright,
  }) => {
    test.setTimeout(240_000);
    const archive = await archiveOf(kind);
    test.skip(archive === null, 'TEST_DATABASE_URL names no server');
    if (archive === null) return;
    const folder = resolve(recordings ?? '');
    const imported = startNode(['--conditions=react-server', 'lib/scripts/import.ts', folder], {
      ...archive,
      RUNLENS_SAMPLE: '0',
    });
    expect(await imported.ended, imported.output()).toBe(0);
    expect(imported.output()).toMatch(/other protocol|raw/i);
    expect(imported.output()).toContain('INDEX.md');
    const { runs, steps, messages } = readRecorded(folder);
    expect(runs.size).toBeGreaterThan(30);

    const request = await playwright.request.newContext({ baseURL: await start(archive) });
    // The same by the server, whose threads are bundles of their own: nothing is there twice.
    const [file = ''] = readdirSync(join(folder, 'ruby-openai')).filter((name) => name.startsWith('run_steps_list'));
    const sent = await request.post('/api/imports', {
      headers: { 'x-runlens': '1', origin: new URL((await request.get('/api/health')).url()).origin },
      multipart: {
        file: { name: file, mimeType: 'application/json', buffer: readFileSync(join(folder, 'ruby-openai', file)) },
      },
    });
    expect(sent.status(), await sent.text()).toBe(201);
    const listed = new Set<string>();
    let cursor: string | null = null;
    do {
      const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = (await (await request.get(`/api/runs?limit=100${from}`)).json()) as {
        items: { id: string }[];
        nextCursor: string | null;
      };
      for (const { id } of page.items) listed.add(id);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect([...runs.keys()].filter((id) => !listed.has(id))).toEqual([]);

    const threads = new Set([...runs.values()].map((run) => run.thread_id));
    const lost: string[] = [];
    for (const step of steps.values()) {
      const found = await searched(request, step.id);
      if (!found.some(({ run }) => run?.id === step.run_id)) lost.push(step.id);
    }
    for (const message of messages.values()) {
      if (!threads.has(message.thread_id)) continue;
      const found = await searched(request, message.id);
      if (!found.some(({ run }) => run?.threadId === message.thread_id)) lost.push(message.id);
    }
    expect(lost).toEqual([]);

    // Every message by its own words, as whoever remembers them asks; at the message, in a run or on the page of its thread.
    const unfound: string[] = [];
    for (const message of messages.values()) {
      const words = wordsOf(message.content);
      if (words === '') continue;
      const found = await searched(request, `"${words}"`);
      const own = found.filter((one) => (one.run?.threadId ?? one.thread?.id) === message.thread_id);
      const there = own.flatMap(({ hits }) => hits).some(({ snippet }) => snippet.some(({ marked }) => marked));
      if (!there) unfound.push(`${message.id}: ${words}`);
    }
    expect(unfound).toEqual([]);

    const alone = [...messages.values()].filter(({ thread_id: thread }) => !threads.has(thread));
    for (const message of alone) {
      const found = await searched(request, message.id);
      const place = `/threads/file/${String(message.thread_id)}?message=${message.id}`;
      expect.soft(found.flatMap(({ hits }) => hits.map(({ href }) => href.split('&')[0]))).toContain(place);
      const answer = await request.get(`/api/open?q=${message.id}`);
      const { items } = (await answer.json()) as { items: { kind: string; id: string }[] };
      expect.soft(items, message.id).toMatchObject([{ kind: 'thread', id: message.thread_id }]);
    }
    for (const thread of [...threads].slice(0, 3).map(String)) {
      const page = await request.get(`/threads/file/${thread}`);
      expect(page.status(), thread).toBe(200);
    }
    await request.dispose();

    const again = await playwright.request.newContext({ baseURL: await start(archive) });
    const { total } = (await (await again.get('/api/runs/total')).json()) as { total: number };
    expect(total).toBe(listed.size);
    await again.dispose();
  });
