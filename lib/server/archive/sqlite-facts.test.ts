import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { chance } from '../../../e2e/bench/archive/random.ts';
import type { Archive, RunIndex } from './archive.ts';
import { migrate } from './migrate.ts';
import type { RunQuery } from './run-query.ts';
import { sqlArchive } from './sql-archive.ts';
import { openSqliteArchive } from './sqlite-archive.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { asked, captured, START } from './test-archives.ts';

let folder: string;
let written: SqliteDatabase;
/** The same archive with and without facts in memory. */
let byStatement: Archive;
let byFacts: Archive;
let read: SqliteDatabase;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runlens-facts-'));
  written = SqliteDatabase.open(folder);
  await migrate(written);
  byStatement = sqlArchive(written);
  read = SqliteDatabase.open(folder, { readonly: true, facts: true });
  byFacts = sqlArchive(read);
});
afterEach(async () => {
  await byFacts.close();
  await byStatement.close();
  await rm(folder, { recursive: true, force: true });
});

const OUTCOME = { completed: 'completed', failed: 'failed', requires_action: 'waiting', expired: 'other' } as const;
const random = chance(7);
const madeIndex = (): Partial<RunIndex> => {
  const status = random.one(Object.keys(OUTCOME) as (keyof typeof OUTCOME)[]);
  const hash = random.one(['f1', 'f2', 'f3']);
  return {
    source: random.one(['s', 'other']),
    status,
    outcome: OUTCOME[status],
    assistantId: random.one(['a', 'b', null]),
    model: random.one(['m', 'n']),
    errorCode: status === 'failed' ? random.one(['timeout', 'server_error']) : null,
    fingerprint: status === 'failed' ? { hash, title: hash, code: null, tool: null, stepId: null } : null,
    tools: ['code', 'search', 'function'].filter(() => random.next() < 0.4),
  };
};
const range = { from: START - 5_000, to: START + 300_000, buckets: 7 };
const QUERIES: Partial<RunQuery>[] = [
  {},
  { status: ['failed'] },
  { status: ['failed', 'expired'], source: ['s'] },
  { status: ['completed'], error: ['timeout'] },
  { tool: ['code'], model: ['m'], dir: 'asc' },
  { tool: ['code', 'search'], from: START + 20_000, to: START + 90_500 },
  { fingerprint: 'f2', assistant: ['a'] },
  { source: ['nowhere'] },
];

async function sameAnswers(): Promise<void> {
  for (const some of QUERIES) {
    const query = asked(some);
    for (const ask of [
      (archive: Archive) => archive.countRuns(query),
      (archive: Archive) => archive.histogram(query, range),
      (archive: Archive) => archive.filterValues(query, 'tool'),
      (archive: Archive) => archive.filterValues(query, 'status'),
      (archive: Archive) => archive.filterValues(query, 'error'),
      (archive: Archive) => archive.filterValues(query, 'assistant'),
      (archive: Archive) => archive.groupRuns(query, 'fingerprint', { limit: 5 }),
      async (archive: Archive) => {
        const page = await archive.listRuns(query, { limit: 7 });
        const cursor = page.nextCursor ?? undefined;
        return [page, cursor && (await archive.listRuns(query, { limit: 7, cursor }))];
      },
      (archive: Archive) => archive.histogram({ ...query, text: 'question' }, range),
    ]) {
      expect(await ask(byFacts)).toEqual(await ask(byStatement));
    }
  }
}

it('answers as statements do, and keeps up with what is added, changed, moved and deleted', async () => {
  await byStatement.keepRuns(Array.from({ length: 120 }, (_, n) => captured(n, madeIndex())));
  await sameAnswers();
  expect(await read.facts?.current()).toMatchObject({ length: 120 });
  // New ones between, before and behind the others; changed ones, one of them at another time.
  const more = Array.from({ length: 30 }, (_, n) => captured(n * 7, { ...madeIndex(), id: `run_more${n}` }));
  const before = captured(-3, madeIndex());
  await byStatement.keepRuns([...more, before, captured(900, madeIndex())]);
  await sameAnswers();
  const known = captured(5, { source: 's', id: 'run_moved' });
  await byStatement.keepRuns([known]);
  await sameAnswers();
  await byStatement.keepRuns([captured(40, { source: 's', id: 'run_moved', status: 'failed', outcome: 'failed' })]);
  await byStatement.deleteRun('s', 't1.run_more1');
  await byStatement.deleteSource('other');
  await sameAnswers();
});

it('are read ahead by the threads of an archive, which answer as statements do', { timeout: 60_000 }, async () => {
  await byStatement.keepRuns([captured(1, { tools: ['code'] }), captured(2, { model: 'other' }), captured(3)]);
  const archive = await openSqliteArchive(folder);
  await vi.waitFor(async () => expect(await archive.warm()).toBe(true), { timeout: 30_000 });
  const query = asked({ model: ['model-a'], tool: ['code'] });
  expect(await archive.countRuns(query)).toBe(1);
  for (const text of ['', 'question']) {
    const some = { ...asked({ status: ['completed'] }), text };
    expect(await archive.histogram(some, range)).toEqual(await byStatement.histogram(some, range));
  }
  expect(await archive.filterValues(query, 'model')).toEqual(await byStatement.filterValues(query, 'model'));
  expect(await archive.listRuns(query, { limit: 5 })).toEqual(await byStatement.listRuns(query, { limit: 5 }));
  await archive.close();
});

it('reads everything anew where changes are not written down any more', async () => {
  await byStatement.keepRuns([captured(1), captured(2)]);
  expect(await byFacts.countRuns(asked())).toBe(2);
  await byStatement.keepRuns([captured(3)]);
  await written.run('UPDATE run_changes SET seq = seq + 1000 WHERE seq = (SELECT max(seq) FROM run_changes)');
  await written.run('DELETE FROM run_changes WHERE seq < 1000');
  expect(await byFacts.countRuns(asked())).toBe(3);
});
