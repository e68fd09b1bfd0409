import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KnownFilter } from '../../domain/known-id.ts';
import type { Archive } from './archive.ts';
import { migrate } from './migrate.ts';
import type { RunQuery } from './run-query.ts';
import type { SqlValue } from './sql.ts';
import { sqlArchive } from './sql-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { asked, captured, START, wire } from './test-archives.ts';

let folder: string;
let database: SqliteDatabase;
let archive: Archive;
let plans: string[] = [];

/** Every query is explained before it is asked. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
  await migrate(SqliteDatabase.open(folder));
  database = SqliteDatabase.open(folder);
  const all = database.all.bind(database);
  database.all = async <Row extends object>(statement: string, values?: readonly SqlValue[]) => {
    const plan = await all<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement}`, values);
    plans.push(...plan.map(({ detail }) => detail));
    return all<Row>(statement, values);
  };
  archive = sqlArchive(database);
  await archive.keepRuns(Array.from({ length: 20 }, (_, n) => captured(n, { tools: ['code'] })));
});
afterAll(async () => {
  await archive.close();
  await rm(folder, { recursive: true, force: true });
});

async function planOf(work: () => Promise<unknown>): Promise<string> {
  plans = [];
  await work();
  return plans.join('\n');
}

const LISTS: [index: RegExp, query: Partial<RunQuery>][] = [
  [/(?:SCAN|SEARCH) runs/, {}],
  [/COVERING INDEX runs_status \(status=\? AND rid<\?\)|COVERING INDEX runs_status/, { status: ['failed'] }],
  [
    /COVERING INDEX runs_status \(status=\? AND rid>\? AND rid<\?\)/,
    { status: ['failed'], from: START, to: START + 9 },
  ],
  [/COVERING INDEX runs_assistant/, { assistant: ['a'] }],
  [/COVERING INDEX runs_model/, { model: ['a'] }],
  [/COVERING INDEX runs_source/, { source: ['s'] }],
  [/COVERING INDEX runs_thread/, { thread: 't1' }],
  [/COVERING INDEX runs_error/, { error: ['a'] }],
  [/COVERING INDEX runs_fingerprint/, { fingerprint: 'a' }],
  [/SEARCH run_tools USING PRIMARY KEY \(tool=\?/, { tool: ['code'] }],
  [/runs_fts VIRTUAL TABLE/, { text: 'word' }],
  [/runs_fts VIRTUAL TABLE/, { status: ['failed'], tool: ['code'], from: START }],
  [/runs_by_duration/, { sort: 'duration' }],
  [/runs_by_tokens/, { sort: 'tokens', dir: 'asc' }],
  [/runs_by_assistant/, { sort: 'assistant' }],
];

it.each(LISTS)('a page uses %s', async (index, query) => {
  const first = await planOf(() => archive.listRuns(asked(query), { limit: 5 }));
  expect(first).toMatch(index);
  expect(first).not.toContain('USE TEMP B-TREE');
  const { nextCursor } = await archive.listRuns(asked(query), { limit: 5 });
  if (nextCursor === null) return;
  const next = await planOf(() => archive.listRuns(asked(query), { limit: 5, cursor: nextCursor }));
  expect(next).toMatch(index);
  expect(next).not.toContain('USE TEMP B-TREE');
});

it('counts and histograms read indexes only', async () => {
  const range = { from: START, to: START + 60_000, buckets: 3 };
  expect(await planOf(() => archive.histogram(asked(), range))).toMatch(
    /^(?:SEARCH runs USING COVERING INDEX runs_outcome \(outcome=\? AND rid>\? AND rid<\?\)\n?)+$/,
  );
  const query = asked({ status: ['failed'] });
  expect(await planOf(() => archive.histogram(query, range))).toMatch(
    /^(?:SEARCH runs USING COVERING INDEX runs_status \(status=\? AND rid>\? AND rid<\?\)\n?)+$/,
  );
  expect(await planOf(() => archive.countRuns(asked()))).not.toMatch(
    /runs(?! USING COVERING| USING INDEX)\b.*SCAN|USING INTEGER/,
  );
  expect(await planOf(() => archive.filterValues(asked(), 'model'))).not.toMatch(/SCAN runs|USING INTEGER/);
  expect(await planOf(() => archive.countOrigins())).toBe('SCAN runs USING COVERING INDEX runs_origin');
});

it('known ids are read along an index, parts of ids from keys alone', async () => {
  const known = (filter: Partial<KnownFilter>) =>
    planOf(() => archive.listKnown('s', { kind: 'run', way: null, text: '', ...filter }, { limit: 5 }));
  expect(await known({})).toMatch(/runs_source \(source=\?\)/);
  expect(await known({ way: 'walk' })).toMatch(/runs_origin \(origin=\? AND source=\?\)/);
  expect(await known({ text: 'run' })).toMatch(/runs_key \(source=\?\)/);
  const threads = await known({ kind: 'thread' });
  expect(threads).toMatch(/known_threads_seen \(source=\?\)/);
  for (const plan of [await known({}), await known({ way: 'walk' }), threads])
    expect(plan).not.toContain('TEMP B-TREE');
});

it('the connection that made the tables does not take them for empty', async () => {
  const made = await mkdtemp(join(tmpdir(), 'runlens-archive-'));
  const fresh = SqliteDatabase.open(made);
  await migrate(fresh);
  // Merges of the full-text index delete ranges of its pages.
  for (const table of ['runs_fts_data', 'objects', 'run_texts', 'run_details']) {
    const plan = await fresh.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT 1 FROM ${table} WHERE rowid >= ? AND rowid <= ?`,
      [1, 2],
    );
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^SEARCH \w+ USING INTEGER PRIMARY KEY/)]);
  }
  await fresh.close();
  await rm(made, { recursive: true });
});

it('single runs, objects and groups are found, not looked for', async () => {
  const scan = /SCAN (?!step|steps|fit|some|CONSTANT)(?!.*VIRTUAL TABLE)/;
  const store = archive.wireStore('s');
  const { signal } = new AbortController();
  const of = { threadId: 't1', runId: 'run_1' };
  for (const work of [
    () => archive.getRun('s', 't1.run_1'),
    () => archive.findRun('run_1'),
    () => archive.findRun('step_1'),
    () => store.get('step', 'step_1', signal),
    () => store.list('message', of, { limit: 5 }, signal),
    () => store.list('run', of, { limit: 5, cursor: 'run_2' }, signal),
    () => archive.keepRuns([captured(1, {}, { objects: [wire('step', 'step_1', { runId: 'run_1' })], whole: false })]),
    () => archive.groupRuns(asked({ text: 'question' }), 'thread', { limit: 5 }),
    () => archive.deleteRun('s', 't1.run_9'),
  ]) {
    expect(await planOf(work)).not.toMatch(scan);
  }
  const steps = await planOf(() => store.list('step', of, { limit: 5 }, signal));
  expect(steps).toMatch(/objects_step \(run_id=\?\)/);
  expect(steps).not.toContain('TEMP B-TREE');
});
