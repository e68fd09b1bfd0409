import 'server-only';
import type { Message } from '../../domain/message.ts';
import type { Page } from '../../domain/page.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import { runFiles } from '../../domain/run-files.ts';
import { questionOf } from '../../domain/run-question.ts';
import type { RunCapture } from '../archive/archive.ts';
import { indexRun } from '../archiving/index-run.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { createMemoryWireStore, type MemoryWireStore } from '../upstream/memory-wire-store.ts';
import { parseDeepJson } from '../upstream/without-too-deep.ts';
import { archivedReader, findSource } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import type { ImportGround } from './import-ground.ts';
import type { Entry, RunPieces } from './import-pool.ts';
import { assistantNameOf, fileNamesOf } from './names-around.ts';

/** Messages before a run that are looked through for its question, and pages of its thread. */
const MOST_ASKED = 100;
const QUESTION_PAGES = 5;

/**
 * What is to be kept of one run: its pieces from this import laid over those that are kept already, the later state of each,
 * and the index of both together. Null where the run itself never came: then its pieces are kept for when it does.
 */
export async function mergedRun(ground: ImportGround, pieces: RunPieces): Promise<RunCapture | null> {
  const { source, pool, signal } = ground;
  const threadId = pieces.threadId ?? (await knownThread(ground, pieces.runId));
  if (threadId === null) return null;
  const store = createMemoryWireStore();
  const kept = await keepKnown(ground, store, threadId, pieces.runId);
  const fresh: WireObject[] = [];
  for (const entry of pieces.entries) {
    const before = kept.get(`${entry.kind} ${entry.id}`);
    if (before && ground.rankOf(parseDeepJson(before.text).value) > entry.rank) continue;
    fresh.push({ ...pool.object(entry), threadId: entry.threadId ?? threadId });
  }
  store.keep(fresh);
  if (!(await store.get('run', pieces.runId, signal))) return null;
  const createdAt = (await store.get('run', pieces.runId, signal))?.createdAt ?? null;
  for (const entry of saidBefore(ground, threadId, pieces.runId, createdAt)) store.keep([pool.object(entry)]);

  const reader = archivedReader(source, store);
  const key = reader.runKey(threadId, pieces.runId);
  const run = await reader.getRun(key, signal);
  const steps = await readAll((cursor) => reader.listSteps(key, { cursor, limit: 100, order: 'asc' }, signal));
  const messages = await readAll((cursor) => reader.listRunMessages(key, { cursor, limit: 100, order: 'asc' }, signal));
  const question = await questionFor(reader, run, signal);
  const assistantName = run.assistantId === null ? null : await assistantNameOf(ground, run.assistantId);
  const fileNames = await fileNamesOf(ground, runFiles(run, steps, [...question, ...messages]));
  const now = Date.now();
  const parts = { run: { ...run, assistantName }, steps: { items: steps, complete: true }, messages, question };
  return {
    index: indexRun({ ...parts, fileNames }, now),
    origin: 'import',
    objects: fresh,
    // A source that is configured may have more to tell; of any other there is nobody to ask.
    whole: isTerminal(run) && findSource(source) === null,
    capturedAt: now,
  };
}

async function knownThread({ archive, source }: ImportGround, runId: string): Promise<string | null> {
  const found = (await archive.findRun(runId)).find((one) => one.source === source);
  return found ? archivedReader(source, archive.wireStore(source)).parseKey(found.key).threadId : null;
}

/** Lays what the archive has of a run into the store; gives it by kind and id. */
async function keepKnown(
  { archive, source, signal }: ImportGround,
  store: MemoryWireStore,
  threadId: string,
  runId: string,
): Promise<Map<string, WireObject>> {
  const kept = archive.wireStore(source);
  const found: WireObject[] = [];
  const known = await archive.getRun(source, archivedReader(source, kept).runKey(threadId, runId));
  const run = known && (await kept.get('run', runId, signal));
  if (run) found.push(run);
  for (const kind of known ? (['step', 'message'] as const) : []) {
    const of = { threadId, runId };
    found.push(...(await readAll((cursor) => kept.list(kind, of, { cursor, limit: 100, order: 'asc' }, signal))));
  }
  const newest = { limit: MOST_ASKED, order: 'desc' } as const;
  const asked = (await kept.list('message', { threadId }, newest, signal)).items.toReversed();
  store.keep([...found, ...asked]);
  return new Map(found.map((one) => [`${one.kind} ${one.id}`, one]));
}

/** The last messages of the thread before an instant, but for the run's own: the question, and the answers around it. */
function saidBefore({ said }: ImportGround, threadId: string, own: string, instant: number | null): readonly Entry[] {
  const isBefore = ({ runId, createdAt }: Entry) => runId !== own && (createdAt ?? 0) <= (instant ?? 0);
  return (said.get(threadId) ?? []).filter(isBefore).slice(-MOST_ASKED);
}

/** What the run was started for, as far as its thread's messages are known. */
async function questionFor(reader: SourceReader, run: Run, signal: AbortSignal): Promise<Message[]> {
  const newestFirst: Message[] = [];
  if (run.threadId === null) return newestFirst;
  let cursor: string | undefined;
  for (let pages = 0; pages < QUESTION_PAGES; pages++) {
    const page = await reader.listMessages(run.threadId, { cursor, limit: 100, order: 'desc' }, signal);
    newestFirst.push(...page.items);
    const { messages, whole } = questionOf(run, newestFirst, page.nextCursor !== null);
    if (whole || page.nextCursor === null) return messages;
    cursor = page.nextCursor;
  }
  return questionOf(run, newestFirst, true).messages;
}

/** All pages of a list. */
async function readAll<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  for (;;) {
    const { items, nextCursor } = await read(cursor);
    all.push(...items);
    if (nextCursor === null || items.length === 0) return all;
    cursor = nextCursor;
  }
}
