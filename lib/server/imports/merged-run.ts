import 'server-only';
import type { Message } from '../../domain/message.ts';
import type { Page } from '../../domain/page.ts';
import { isTerminal } from '../../domain/run.ts';
import { questionOf } from '../../domain/run-question.ts';
import type { Archive, RunCapture } from '../archive/archive.ts';
import { indexRun } from '../archiving/index-run.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { createMemoryWireStore, type MemoryWireStore } from '../upstream/memory-wire-store.ts';
import { parseJson } from '../upstream/safe-json.ts';
import { archivedReader, findSource } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import type { Entry, ImportPool, RunPieces } from './import-pool.ts';

/** What an import keeps into. */
export interface ImportGround {
  archive: Archive;
  /** Id of the source in which imported runs live. */
  source: string;
  pool: ImportPool;
  /** Messages of a thread that no run wrote. */
  asked: ReadonlyMap<string, readonly Entry[]>;
  rankOf: (value: unknown) => number;
  signal: AbortSignal;
}

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
    if (before && ground.rankOf(parseJson(before.text).value) > entry.rank) continue;
    fresh.push({ ...pool.object(entry), threadId: entry.threadId ?? threadId });
  }
  store.keep(fresh);
  if (!(await store.get('run', pieces.runId, signal))) return null;
  for (const entry of ground.asked.get(threadId) ?? []) store.keep([pool.object(entry)]);

  const reader = archivedReader(source, store);
  const key = reader.runKey(threadId, pieces.runId);
  const run = await reader.getRun(key, signal);
  const steps = await readAll((cursor) => reader.listSteps(key, { cursor, limit: 100, order: 'asc' }, signal));
  const messages = await readAll((cursor) => reader.listRunMessages(key, { cursor, limit: 100, order: 'asc' }, signal));
  const question = questionOf(run, await threadMessages(reader, threadId, signal), false).messages;
  const assistantName = await nameOfAssistant(ground, run.assistantId);
  const now = Date.now();
  const parts = { run: { ...run, assistantName }, steps: { items: steps, complete: true }, messages, question };
  return {
    index: indexRun({ ...parts, fileNames: [] }, now),
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
  const run = await kept.get('run', runId, signal);
  if (run) found.push(run);
  for (const kind of ['step', 'message'] as const) {
    found.push(
      ...(await readAll((cursor) =>
        kept.list(kind, { threadId, runId }, { cursor, limit: 100, order: 'asc' }, signal),
      )),
    );
  }
  const asked = run
    ? await readAll((cursor) => kept.list('message', { threadId }, { cursor, limit: 100, order: 'asc' }, signal))
    : [];
  store.keep([...found, ...asked]);
  return new Map(found.map((one) => [`${one.kind} ${one.id}`, one]));
}

/** Newest first. */
async function threadMessages(reader: SourceReader, threadId: string, signal: AbortSignal): Promise<Message[]> {
  return readAll((cursor) => reader.listMessages(threadId, { cursor, limit: 100, order: 'desc' }, signal));
}

async function nameOfAssistant(ground: ImportGround, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const { archive, source, pool, signal } = ground;
  const fresh = pool.find('assistant', id);
  const found = fresh ? pool.object(fresh) : await archive.wireStore(source).get('assistant', id, signal);
  if (!found) return null;
  const store = createMemoryWireStore();
  store.keep([found]);
  return (await archivedReader(source, store).getAssistant(id, signal)).name;
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
