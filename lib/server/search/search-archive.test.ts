import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchParams } from '../../contract/search-params.ts';
import { searchPageSchema } from '../../contract/search-schema.ts';
import { readLog } from '../../domain/log-text.ts';
import type { Archive } from '../archive/archive.ts';
import { testKinds } from '../archive/test-archives.ts';
import { fakeArchive } from '../archiving/fake-archive.ts';
import { keepRun } from '../archiving/keep-run.ts';
import { runImport } from '../imports/run-import.ts';
import { sampleSource } from '../archiving/sample-source-fixture.ts';
import { type KeptSearch, searchKept } from './search-kept.ts';
import { searchArchive } from './search-archive.ts';

const { state } = vi.hoisted(() => ({ state: { archive: null as Archive | null } }));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => state.archive }));
// The thread opens the archive of the environment; here the same is done in this one.
vi.mock('./search-thread.ts', async () => {
  const { searchKept: onThread } = await import('./search-kept.ts');
  const { signal: never } = new AbortController();
  const { searchLoose } = await import('./search-loose.ts');
  return {
    searchOnThread: (wanted: KeptSearch) => onThread(state.archive ?? kept, wanted, never),
    searchLooseOnThread: searchLoose,
  };
});

const { signal } = new AbortController();
const { source } = sampleSource();
const kept = fakeArchive();
const NOTHING: SearchParams = { q: '', source: [], status: [], from: null, to: null };
const searchAll = async (q: string, more: Partial<SearchParams> = {}, limit = 20) =>
  searchPageSchema.parse(await searchArchive({ ...NOTHING, q, ...more }, { limit }, signal));
/** The runs among what was found. */
const search = async (...asked: Parameters<typeof searchAll>) => {
  const page = await searchAll(...asked);
  return { ...page, items: page.items.flatMap((found) => ('run' in found ? [found] : [])) };
};

beforeAll(async () => {
  const threads = await source.reader.listThreads({ limit: 100 }, signal);
  for (const thread of threads.items) {
    const runs = await source.reader.listRuns(thread.id, { limit: 100 }, signal);
    for (const run of runs.items) await keepRun(kept, source, run.key, 'walk', signal);
  }
}, 120_000);

beforeEach(() => {
  state.archive = kept;
});

/** The last line of some log of the sample that has words of its own. */
async function someLog(): Promise<{ key: string; step: string; line: number; words: string }> {
  for (const { index } of kept.captures) {
    const steps = await source.reader.listSteps(index.key, { limit: 100, order: 'asc' }, signal);
    for (const { id, calls } of steps.items) {
      const [call] = calls;
      const output = call?.kind === 'code_interpreter' ? call.outputs[0] : undefined;
      if (output?.type !== 'logs' || calls.length !== 1) continue;
      const { lines } = readLog(output.logs.text);
      const words = (lines.at(-1) ?? '').replaceAll('"', ' ').trim();
      const alone = lines.filter((line) => line.includes(words)).length === 1;
      if (lines.length > 2 && alone && /[a-z]{4}/.test(words))
        return { key: index.key, step: id, line: lines.length, words };
    }
  }
  throw new Error('The sample has no such log.');
}

it.each(testKinds(process.env.TEST_DATABASE_URL))(
  'the id of a message of the user leads to the run that answers it, at the message, in $name',
  { timeout: 60_000 },
  async ({ open }) => {
    const test = await open();
    try {
      const run = kept.captures.find(({ whole }) => whole)?.index;
      if (!run?.threadId) throw new Error('no run of the sample is whole');
      await keepRun(test.archive, source, run.key, 'walk', signal);
      const messages = await source.reader.listMessages(run.threadId, { limit: 100, order: 'asc' }, signal);
      const stored = await test.archive
        .wireStore(source.id)
        .list('message', { threadId: run.threadId }, { limit: 100 }, signal);
      const asked = messages.items.find(({ id, role }) => role === 'user' && stored.items.some((one) => one.id === id));
      if (!asked) throw new Error('the run answers nothing');
      state.archive = test.archive;
      const { items } = await search(asked.id);
      expect(items.map((item) => item.run.key)).toEqual([run.key]);
      const [hit] = items[0]?.hits ?? [];
      expect(hit).toMatchObject({ step: null, place: 'ID' });
      expect(hit?.href).toContain('view=conversation');
      expect(hit?.snippet.map(({ text }) => text).join('')).toContain(asked.id);
      expect(await test.archive.findRun(asked.id)).toMatchObject([{ key: run.key, messageId: asked.id }]);
    } finally {
      await test.end();
    }
  },
);

describe('search over the kept runs of the sample', () => {
  it('finds every word of every run again, with the words marked in what is shown', async () => {
    const words = new Set<string>();
    for (const { index } of kept.captures.slice(0, 12)) {
      const found = (index.text ?? '').match(/\b[a-z]{7,}\b/g) ?? [];
      for (let i = 0; i < found.length; i += Math.ceil(found.length / 4)) words.add(found[i] ?? '');
    }
    expect(words.size).toBeGreaterThan(15);
    for (const word of words) {
      const { items } = await search(word);
      expect(items.length, word).toBeGreaterThan(0);
      const hit = items.flatMap(({ hits }) => hits)[0];
      expect(
        hit?.snippet.filter(({ marked }) => marked).map(({ text }) => text.toLowerCase()),
        word,
      ).toContain(word);
    }
  });

  it('gives at most three places a run, counts the others, and puts those with most words first', async () => {
    const { items } = await search('the');
    expect(items.some(({ hits, more }) => hits.length === 3 && more > 0)).toBe(true);
    expect(items.every(({ hits }) => hits.length <= 3)).toBe(true);
    for (const { run, hits } of items) {
      for (const hit of hits) expect(hit.href.startsWith(`/runs/${run.source}/${run.key}`)).toBe(true);
    }
  });

  it('puts what a run did before what it was told and what it is called', async () => {
    const { items } = await search('refund', {}, 20);
    const order = (place: string) => (/^(?:Instructions|Metadata|Tools|Run|ID|Call)$/.test(place) ? 1 : 0);
    expect(items.some(({ hits }) => hits.some(({ place }) => order(place) === 0))).toBe(true);
    for (const { hits } of items) {
      const places = hits.map(({ place }) => order(place));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  it('opens the line of a log', async () => {
    const log = await someLog();
    const { items } = await search(`"${log.words}"`, {}, 100);
    const found = items.find(({ run }) => run.key === log.key)?.hits.find(({ step }) => step === log.step);
    expect(found).toMatchObject({ line: log.line, call: 0 });
    expect(found?.href).toContain(`step=${log.step}&line=${log.line}`);
  });

  it('filters by status and source, pages, and finds nothing for nothing', async () => {
    const failed = await search('the', { status: ['failed'] });
    expect(failed.items.length).toBeGreaterThan(0);
    expect(failed.items.every(({ run }) => run.status === 'failed')).toBe(true);
    expect((await search('the', { source: ['file'] })).items).toEqual([]);
    await expect(search('the', { source: ['elsewhere'] })).rejects.toMatchObject({ failure: { code: 'not_found' } });
    const first = await search('the', {}, 2);
    expect(first.items).toHaveLength(2);
    expect(first.nextCursor).not.toBeNull();
    const next = await searchArchive({ ...NOTHING, q: 'the' }, { limit: 2, cursor: first.nextCursor ?? '' }, signal);
    const keys = next.items.flatMap((found) => ('run' in found ? [found.run.key] : []));
    expect(keys).not.toContain(first.items[0]?.run.key);
    expect(await search('" … "')).toEqual({ items: [], nextCursor: null, total: 0 });
  });

  it('looks as far on a machine that stands still for seconds', async () => {
    const { items } = await search('the');
    const clock = vi.spyOn(Date, 'now');
    let now = Date.now();
    clock.mockImplementation(() => (now += 5000));
    try {
      const slow = await search('the');
      expect(slow.items.map(({ hits, more, complete }) => [hits.length, more, complete])).toEqual(
        items.map(({ hits, more, complete }) => [hits.length, more, complete]),
      );
    } finally {
      clock.mockRestore();
    }
  });

  it('ends after so much text, and says so', async () => {
    const { key, step, words } = await someLog();
    const wanted = { source: source.id, key, assistantName: null, q: `"${words}"` };
    const whole = await searchKept(kept, { ...wanted, most: 10_000_000 }, signal);
    expect([whole.complete, whole.hits.some((hit) => hit.step === step)]).toEqual([true, true]);
    expect(whole.read).toBeGreaterThan(100);
    expect(await searchKept(kept, { ...wanted, most: 1 }, signal)).toMatchObject({ hits: [], complete: false });
  });

  it('says that it needs the archive', async () => {
    state.archive = null;
    await expect(search('the')).rejects.toThrow('archive');
  });
});

it.each(testKinds(process.env.TEST_DATABASE_URL))(
  'messages and threads without a run are found by their words after an import, and open the thread at the message, in $name',
  { timeout: 60_000 },
  async ({ open }) => {
    const test = await open();
    try {
      state.archive = test.archive;
      const thread = {
        id: 'thread_alone',
        object: 'thread',
        created_at: 1_700_000_000,
        metadata: { customer: 'Ärmel AG' },
      };
      const message = (id: string, role: string, value: string) => ({
        id,
        object: 'thread.message',
        created_at: 1_700_000_001,
        thread_id: 'thread_alone',
        role,
        content: [{ type: 'text', text: { value, annotations: [] } }],
      });
      const said = [
        message('msg_asked', 'user', 'Where is the\nlost parcel now?'),
        message('msg_told', 'assistant', 'Gone.'),
      ];
      const text = JSON.stringify([thread, ...said]);
      const chunks = (async function* () {
        yield new TextEncoder().encode(text);
      })();
      const order = { id: 'i', source: 'file', files: [{ name: 'a.json', chunks }], totalBytes: null };
      await runImport(test.archive, order, signal, () => undefined);

      const { items, total } = await searchAll('parcel lost');
      expect(total).toBe(1);
      const [hit, ...others] = items.flatMap(({ hits }) => hits);
      expect(others).toEqual([]);
      expect(items[0]).toMatchObject({
        thread: { source: 'file', id: 'thread_alone' },
        message: { id: 'msg_asked', role: 'user', createdAt: 1_700_000_001_000 },
      });
      expect(hit?.snippet.filter(({ marked }) => marked).map((part) => part.text)).toEqual(['lost', 'parcel']);
      const address = new URL(hit?.href ?? '', 'http://runlens.test');
      expect(address.pathname).toBe('/threads/file/thread_alone');
      expect([address.searchParams.get('message'), address.searchParams.get('words')]).toEqual(['msg_asked', 'lost']);
      expect((await searchAll('msg_told')).items).toMatchObject([
        { message: { id: 'msg_told' }, hits: [{ place: 'ID' }] },
      ]);
      expect((await searchAll('armel')).items).toMatchObject([{ message: null, hits: [{ place: 'Metadata' }] }]);
      expect((await searchAll('gone', { status: ['failed'] })).items).toEqual([]);

      const run = {
        id: 'run_1',
        object: 'thread.run',
        created_at: 1_700_000_002,
        thread_id: 'thread_alone',
        status: 'completed',
      };
      const later = (async function* () {
        yield new TextEncoder().encode(JSON.stringify(run));
      })();
      await runImport(test.archive, { ...order, files: [{ name: 'b.json', chunks: later }] }, signal, () => undefined);
      expect((await searchAll('parcel')).items).toMatchObject([{ run: { id: 'run_1' } }]);
      expect((await searchAll('gone')).items).toMatchObject([{ message: { id: 'msg_told' } }]);
    } finally {
      state.archive = null;
      await test.end();
    }
  },
);
