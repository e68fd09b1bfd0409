import 'server-only';
import type { RunCapture, RunIndex, RunOrigin } from './archive.ts';
import { allowRun, deletedAmong } from './deleted-runs.ts';
import { keepObjects } from './keep-objects.ts';
import { linkFiles } from './files.ts';
import { coverMessages } from './loose-texts.ts';
import { noteThreads } from './known-threads.ts';
import { freeRid, instantOf } from './rid.ts';
import { facetsOf, putSearch } from './search-index.ts';
import { indexed } from './selection.ts';
import { first, type Sql, type SqlValue } from './sql.ts';

/** Numbers of outcomes in the tables; their order is that of the index. */
export const OUTCOMES = ['failed', 'waiting', 'completed', 'other'] as const;

const COLUMNS = [
  'rid',
  'source',
  'key',
  'id',
  'thread_id',
  'status',
  'outcome',
  'assistant_id',
  'assistant_name',
  'assistant_sort',
  'model',
  'created_at',
  'ended_at',
  'duration',
  'tokens',
  'error_code',
  'fingerprint',
  'origin',
  'whole',
  'captured_at',
  'gone_at',
  'first_seen',
] as const;

const INSERT = `INSERT INTO runs (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;
const KNOWN =
  'SELECT rid, status, created_at, assistant_name, origin, whole, captured_at, gone_at, first_seen FROM runs';
const UPDATE = `UPDATE runs SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE rid = ?`;

interface Known {
  rid: number;
  status: string;
  created_at: number | null;
  assistant_name: string;
  origin: string;
  whole: number;
  captured_at: number;
  gone_at: number | null;
  first_seen: number | null;
}

/** Keeps a run in the caller's transaction: its index, its objects and its words. Nothing is written twice. */
export async function keepRun(sql: Sql, capture: RunCapture): Promise<void> {
  const { index } = capture;
  const source = indexed(index.source);
  const known = await knownRun(sql, source, index);
  if (!known && !(await mayCome(sql, source, capture))) return;
  const stale = known !== undefined && isStale(known, capture);
  await keepObjects(sql, source, capture.objects, { renumber: capture.whole && !stale, replace: !stale });
  if (index.threadId !== null) await noteThreads(sql, source, [index.threadId], capture.origin, capture.capturedAt);
  if (stale) return;
  const messages = capture.objects.flatMap(({ kind, id }) => (kind === 'message' ? id : []));
  await coverMessages(sql, source, messages);
  await writeRow(sql, known, capture);
}

/** Makes the index of a run anew, in the caller's transaction, unless it was kept anew or deleted since it was found due. */
export async function rewriteIndex(
  sql: Sql,
  { rid, source, key, capturedAt }: { rid: number; source: string; key: string; capturedAt: number },
  index: RunIndex,
): Promise<void> {
  const known = await first<Known>(
    sql,
    `${KNOWN} WHERE rid = ? AND source = ? AND key = ? AND captured_at = ? AND status <> ''`,
    [rid, indexed(source), indexed(key), capturedAt],
  );
  if (!known) return;
  const capture = { index, origin: known.origin as RunOrigin, objects: [], whole: known.whole === 1, capturedAt };
  const before = await columnsOf(sql, rid);
  await writeRow(sql, known, capture, known.gone_at, before);
}

async function columnsOf(sql: Sql, rid: number): Promise<string> {
  const row = await first<Record<string, SqlValue>>(sql, `SELECT ${COLUMNS.join(', ')} FROM runs WHERE rid = ?`, [rid]);
  const tools = await sql.all<{ tool: string }>('SELECT tool FROM run_tools WHERE rid = ? ORDER BY tool', [rid]);
  return JSON.stringify([COLUMNS.map((column) => row?.[column] ?? null), tools.map(({ tool }) => tool)]);
}

/**
 * What a source told says that it has the run; a file says nothing about that. A row and tools that are as `before` are not
 * written again: every write is told to those who look at lists.
 */
async function writeRow(
  sql: Sql,
  known: Known | undefined,
  capture: RunCapture,
  goneAt: number | null = capture.origin === 'import' ? (known?.gone_at ?? null) : null,
  before: string | null = null,
): Promise<void> {
  const { index } = capture;
  const source = indexed(index.source);
  const rid = await ridFor(sql, known, capture);
  const was = known?.rid ?? null;
  const values = [...rowOf(rid, known, capture), goneAt, known ? known.first_seen : capture.capturedAt];
  if (index.question) await coverMessages(sql, source, index.question);
  if (index.files) await linkFiles(sql, source, indexed(index.key), index.files);
  const tools = await keepDetails(sql, rid, was, index);
  if (was === null) await sql.run(INSERT, values);
  else if (before !== JSON.stringify([values, tools])) await sql.run(UPDATE, [...values, was]);
  await putSearch(sql, { rid, was, text: index.text, facets: facets(index, source, tools) });
}

/** Whether a run that is not there may be kept; one that was deleted comes back only when it is asked for. */
async function mayCome(sql: Sql, source: string, { index, origin, asked }: RunCapture): Promise<boolean> {
  const { key, createdAt } = index;
  if (!(asked ?? origin !== 'walk')) return (await deletedAmong(sql, source, [{ key, createdAt }])).length === 0;
  await allowRun(sql, source, key);
  return true;
}

/** The run of this address, or the incomplete one that pieces with its id have made under an address of their own. */
async function knownRun(sql: Sql, source: string, { key, id }: RunIndex): Promise<Known | undefined> {
  return first<Known>(
    sql,
    `${KNOWN} WHERE source = ? AND key = ? UNION ALL ${KNOWN} WHERE id = ? AND source = ? AND status = '' AND key <> ?`,
    [source, indexed(key), indexed(id), source, indexed(key)],
  );
}

/**
 * An older state of what is kept: seen earlier, or from before the end of a run that was read whole. Pieces are no state. A
 * run that has ended does not change: reading it through is no older than a glance at it that came in between.
 */
function isStale(known: Known, { capturedAt, whole, index }: RunCapture): boolean {
  if (known.status === '') return false;
  const ended = whole || index.endedAt !== null || index.outcome === 'failed' || index.outcome === 'completed';
  if (capturedAt < known.captured_at) return !ended || index.text === null || known.whole === 1;
  return known.whole === 1 && !ended;
}

async function ridFor(sql: Sql, known: Known | undefined, { index, capturedAt }: RunCapture): Promise<number> {
  const { createdAt } = index;
  if (known && (createdAt === null || Math.floor(createdAt) === known.created_at)) return known.rid;
  if (known && createdAt !== null && instantOf(known.rid) === Math.floor(createdAt)) return known.rid;
  return freeRid(sql, createdAt ?? capturedAt);
}

function rowOf(rid: number, known: Known | undefined, { index, origin, whole, capturedAt }: RunCapture): SqlValue[] {
  const name = indexed(index.assistantName) || known?.assistant_name || '';
  const created = index.createdAt === null ? (known?.created_at ?? null) : Math.floor(index.createdAt);
  return [
    rid,
    indexed(index.source),
    indexed(index.key),
    indexed(index.id),
    indexed(index.threadId),
    indexed(index.status),
    OUTCOMES.indexOf(index.outcome),
    indexed(index.assistantId),
    name,
    (name || indexed(index.assistantId)).toLowerCase(),
    indexed(index.model),
    created,
    index.endedAt === null ? null : Math.floor(index.endedAt),
    number(index.duration),
    number(index.tokens),
    indexed(index.errorCode),
    indexed(index.fingerprint?.hash ?? null),
    known?.origin ?? origin,
    whole || known?.whole === 1 ? 1 : 0,
    Math.max(capturedAt, known?.status ? known.captured_at : 0),
  ];
}

function number(value: number | null): number {
  return value === null || !Number.isFinite(value) || value < 0 ? -1 : Math.min(Math.floor(value), 2 ** 52);
}

/** Writes what the list shows beside, and the tools; gives the tools, also those that were known before. */
async function keepDetails(sql: Sql, rid: number, was: number | null, index: RunIndex): Promise<readonly string[]> {
  const { summary, fingerprint } = index;
  if (was !== null && was !== rid) await sql.run('UPDATE run_details SET rid = ? WHERE rid = ?', [rid, was]);
  await sql.run(
    `INSERT INTO run_details (rid, summary, step_id) VALUES (?, ?, ?) ON CONFLICT (rid) DO UPDATE
      SET summary = coalesce(excluded.summary, run_details.summary), step_id = excluded.step_id`,
    [rid, summary === null ? null : JSON.stringify(summary), fingerprint?.stepId ?? null],
  );
  if (fingerprint) {
    await sql.run(
      `INSERT INTO fingerprints (hash, title, code, tool) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE
        SET title = excluded.title, code = excluded.code, tool = excluded.tool`,
      [indexed(fingerprint.hash), fingerprint.title, fingerprint.code, fingerprint.tool],
    );
  }
  const before = was === null ? [] : await sql.all<{ tool: string }>('SELECT tool FROM run_tools WHERE rid = ?', [was]);
  const told = index.tools.map(indexed);
  // Without its steps a capture knows of no tools; those that are known stay.
  const tools = [...new Set(summary === null ? [...before.map(({ tool }) => tool), ...told] : told)].sort();
  if (was !== null) await sql.run('DELETE FROM run_tools WHERE rid = ?', [was]);
  const outcome = OUTCOMES.indexOf(index.outcome);
  await sql.insertRows(
    'INSERT INTO run_tools (tool, rid, outcome)',
    ['text', 'bigint', 'integer'],
    tools.map((tool) => [tool, rid, outcome]),
  );
  return tools;
}

function facets(index: RunIndex, source: string, tools: readonly string[]): string[] {
  return facetsOf({
    source,
    thread: indexed(index.threadId),
    status: indexed(index.status),
    assistant: indexed(index.assistantId),
    model: indexed(index.model),
    error: indexed(index.errorCode),
    fingerprint: indexed(index.fingerprint?.hash ?? null),
    outcome: String(OUTCOMES.indexOf(index.outcome)),
    tool: tools,
  });
}
