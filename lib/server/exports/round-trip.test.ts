import { zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { Archive } from '../archive/archive.ts';
import { asked, type TestArchive, testKinds } from '../archive/test-archives.ts';
import { keepRun } from '../archiving/keep-run.ts';
import { sampleSource } from '../archiving/sample-source-fixture.ts';
import { withWords } from '../archiving/object-words.ts';
import { chunksOf } from '../imports/reading-fixture.ts';
import { runImport } from '../imports/run-import.ts';
import { archivedReader, type Source } from '../upstream/sources.ts';
import { parseBundle } from './bundle.ts';
import { exportRuns, type ExportOrder } from './export-runs.ts';

const sources = new Map<string, Source>();
let archive: Archive | null = null;
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => archive }));
vi.mock('../archiving/recorder.ts', () => ({ recorder: async () => null }));
vi.mock('../upstream/sources.ts', async (original) => {
  const real = await original<object>();
  const find = (id: string) => sources.get(id) ?? null;
  return { ...real, findSource: find, getSource: (id: string) => find(id) ?? fail('not_found', 'No such source.') };
});

const { signal } = new AbortController();
const [sqlite] = testKinds(undefined);
let opened: TestArchive[] = [];
let sample: ReturnType<typeof sampleSource>;

const opening = async (): Promise<TestArchive> => {
  if (!sqlite) throw new Error('There is no SQLite.');
  const one = await sqlite.open();
  opened.push(one);
  return one;
};
beforeEach(() => {
  sample = sampleSource();
  sources.set(sample.source.id, sample.source);
});
afterEach(async () => {
  archive = null;
  sources.clear();
  for (const one of opened) await one.end();
  opened = [];
});

async function allRuns(): Promise<Run[]> {
  const { reader } = sample.source;
  const { items } = await reader.listThreads({ limit: 100 }, signal);
  return (await Promise.all(items.map(({ id }) => reader.listRuns(id, { limit: 100 }, signal)))).flatMap(
    (page) => page.items,
  );
}

/** Runs of the sample that have ended, kept: others are in no way equal a moment later. */
async function keptSample(): Promise<TestArchive> {
  const made = await opening();
  for (const run of await allRuns()) {
    if (isTerminal(run)) await keepRun(made.archive, sample.source, run.key, 'walk', signal);
  }
  return made;
}

async function exported(order: ExportOrder): Promise<string> {
  const parts = await Array.fromAsync(exportRuns(order, signal).body);
  return parts.join('');
}

/** A new archive that holds what the file brings; the source is known there as little as any other. */
async function importedInto(source: string, content: string): Promise<TestArchive> {
  const made = await opening();
  sources.clear();
  const files = [{ name: 'export', chunks: chunksOf(content, 65_536) }];
  const order = { id: 'i1', source, files, totalBytes: null };
  const { refused } = await runImport(made.archive, order, signal, () => undefined);
  expect(refused).toEqual([]);
  return made;
}

const COLUMNS = `key, id, thread_id, status, outcome, assistant_id, assistant_name, assistant_sort, model, runs.created_at,
  ended_at, duration, tokens, error_code, fingerprint, whole, gone_at, summary, step_id, facets, words`;

/** Everything that an archive holds, but when it was kept and how it came. */
async function contents({ database, archive: kept }: TestArchive, source: string) {
  const all = (statement: string) => database.all<Record<string, unknown>>(statement);
  const runs = await all(`SELECT ${COLUMNS} FROM runs LEFT JOIN run_details USING (rid) LEFT JOIN run_texts USING (rid)
    ORDER BY key`);
  const reader = archivedReader(source, kept.wireStore(source));
  const page = { limit: 100, order: 'asc' } as const;
  const lists = runs.map(async ({ key, thread_id: thread }) => [
    await reader.listSteps(String(key), page, signal),
    await reader.listRunMessages(String(key), page, signal),
    await reader.listMessages(String(thread), page, signal).catch(() => null),
  ]);
  // Names of files stand in another order in a text that is made of other answers.
  const wordsOf = (packed: unknown) =>
    new Set(
      zstdDecompressSync(packed as Buffer)
        .toString()
        .split(' '),
    );
  return {
    runs: runs.map((run) => ({ ...run, words: run.words && wordsOf(run.words) })),
    lists: await Promise.all(lists),
    objects: await all('SELECT kind, id, thread_id, run_id, created_at, text FROM objects ORDER BY kind, id'),
    files: await all('SELECT file_id, hash, size FROM files JOIN blobs USING (hash) ORDER BY file_id'),
    tools: await all('SELECT key, tool FROM run_tools JOIN runs USING (rid) ORDER BY key, tool'),
    failures: await all('SELECT * FROM fingerprints ORDER BY hash'),
    newest: (await kept.listRuns(asked(), { limit: 100 })).items.map(({ key }) => key),
    found: (await kept.listRuns(asked({ text: 'churn' }), { limit: 100 })).items.map(({ key }) => key),
  };
}

test('all that is kept, exported as a bundle, imports to an equal archive, without a call', async () => {
  const before = await keptSample();
  archive = before.archive;
  const { id } = sample.source;
  const { items } = await before.archive.listRuns(asked(), { limit: 100 });
  expect(items.length).toBeGreaterThan(15);
  const calls = sample.asked.length;
  const bundle = await exported({ runs: items, format: 'json' });
  expect(sample.asked).toHaveLength(calls);
  const after = await importedInto(id, bundle);
  expect(await contents(after, id)).toEqual(await contents(before, id));
});

test('a run exported from its source alone is the run as it would have been kept, files included', async () => {
  const { source } = sample;
  const { id } = source;
  const failed = (await allRuns()).find((run) => run.id.startsWith('run_Qm4T'));
  if (!failed) throw new Error('The sample has no failed run.');
  const bundle = await exported({ runs: [failed], format: 'json' });
  const lines = await exported({ runs: [failed], format: 'jsonl' });
  const kept = await opening();
  await keepRun(kept.archive, source, failed.key, 'view', signal);
  const expected = await contents(kept, id);
  expect(expected.files.length).toBeGreaterThan(2);
  const read = await contents(await importedInto(id, bundle), id);
  // Files that a search found, and bytes that are too large, are in a bundle beyond what is kept by the way.
  const own = new Set(expected.files.map(({ file_id: file }) => file));
  expect({ ...read, files: read.files.filter(({ file_id: file }) => own.has(file)) }).toEqual(expected);
  const { files: none, ...fromLines } = await contents(await importedInto(id, lines), id);
  expect(none).toEqual([]);
  const onOneLine = (one: Record<string, unknown>) => ({ ...one, text: String(one.text).replace(/[\r\n]+/g, ' ') });
  const { files: _, ...rest } = expected;
  expect(fromLines).toEqual({ ...rest, objects: rest.objects.map(onOneLine) });
});

test('a run of pieces leaves and comes back as pieces', async () => {
  const before = await opening();
  archive = before.archive;
  const step = '{"id":"step_p","object":"thread.run.step","run_id":"run_p","thread_id":"thread_p","created_at":5}';
  const pieces = sample.source.dialect.wireObjectsOf(JSON.parse(step), step);
  await archive.keepObjects('file', await withWords('file', pieces), 'import');
  const bundle = await exported({ runs: [{ source: 'file', key: 'thread_p.run_p' }], format: 'json' });
  expect(parseBundle(bundle)).toMatchObject({
    objects: [{ kind: 'step', text: step }],
    missing: [{ kind: 'run', id: 'run_p', code: 'not_found' }, { kind: 'thread' }, { kind: 'message' }],
  });
  expect(await contents(await importedInto('file', bundle), 'file')).toEqual(await contents(before, 'file'));
});

test('createdAt of everything is that of the source, and what has no page of its own is asked for once', async () => {
  const run = (await allRuns()).find(isTerminal);
  sample.asked.length = 0;
  const { objects } = parseBundle(
    await exported({ runs: [{ source: sample.source.id, key: run?.key ?? '' }], format: 'json' }),
  );
  for (const { kind, createdAt, text } of objects) {
    expect(createdAt, kind).toBe((JSON.parse(text) as { created_at: number }).created_at * 1000);
  }
  expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['thread', 'assistant', 'run', 'step']));
  const paths = sample.asked.filter((path) => !path.startsWith('files/'));
  expect(paths.filter((path) => /\/(?:steps|messages)\/\w/.test(path))).toEqual([]);
  expect(new Set(paths).size).toBe(paths.length);
});
