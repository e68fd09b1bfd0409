import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { Archive, KeptRun, OriginCount, RunCapture, RunGroup, RunIndex, StreamPart } from '../archive/archive.ts';
import type { ImportRecord } from '../archive/import-records.ts';
import type { RunQuery } from '../archive/run-query.ts';
import { memoryAudit } from '../archive/memory-audit.ts';
import { memoryRecords } from '../archive/memory-records.ts';
import { memoryShares } from '../archive/memory-shares.ts';
import { createMemoryWireStore, type MemoryWireStore } from '../upstream/memory-wire-store.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { fakeTexts } from './fake-archive-texts.ts';
import { fakeKnown } from './fake-archive-known.ts';
import { fits, isBefore } from './fake-archive-query.ts';

interface Kept {
  index: RunIndex;
  run: KeptRun;
}

/** The archive's promises in the simplest way, for unit tests. `captures` are all it was given, in order. */
export interface FakeArchive extends Archive {
  captures: RunCapture[];
  index(source: string, key: string): RunIndex | null;
}

export function fakeArchive(): FakeArchive {
  const stores = new Map<string, MemoryWireStore>();
  const runs = new Map<string, Kept>();
  const files = new Map<string, Uint8Array>();
  const captures: RunCapture[] = [];
  const streams = new Map<string, StreamPart>();
  const deleted = new Set<string>();
  const imports = new Map<string, ImportRecord>();
  const shares = memoryShares();
  const texts = fakeTexts((query) => matching(query).map(({ run }) => run), cut);

  const storeOf = (source: string): MemoryWireStore => {
    const store = stores.get(source) ?? createMemoryWireStore();
    stores.set(source, store);
    return store;
  };
  const keep = ({ index, origin, objects, whole, capturedAt, asked }: RunCapture) => {
    const name = `${index.source} ${index.key}`;
    if (asked ?? origin !== 'walk') deleted.delete(name);
    else if (deleted.has(name)) return;
    const before = runs.get(name);
    storeOf(index.source).keep(objects);
    runs.set(name, {
      index: { ...index, text: index.text ?? before?.index.text ?? null },
      run: {
        source: index.source,
        key: index.key,
        text: objects.find((one) => one.kind === 'run')?.text ?? before?.run.text ?? null,
        assistantName: index.assistantName ?? before?.run.assistantName ?? null,
        origin: before?.run.origin ?? origin,
        whole,
        capturedAt,
        goneAt: null,
        summary: index.summary ?? before?.run.summary ?? null,
      },
    });
  };
  const keepPiece = (source: string, { runId, threadId }: WireObject, origin: RunCapture['origin']) => {
    if (runId === null || threadId === null || runs.has(`${source} ${threadId}.${runId}`)) return;
    const index = pieceIndex(source, threadId, runId);
    keep({ index, origin, objects: [], whole: false, capturedAt: 0 });
  };
  const drop = (wanted: (kept: Kept) => boolean): number => {
    const gone = [...runs].filter(([, kept]) => wanted(kept));
    for (const [name, { index }] of gone) {
      runs.delete(name);
      storeOf(index.source).drop((one) => one.id === index.id || one.runId === index.id);
    }
    return gone.length;
  };
  const matching = (query: RunQuery) =>
    [...runs.values()].filter(({ index }) => fits(index, query)).sort((a, b) => isBefore(a.index, b.index, query));

  return {
    kind: 'sqlite',
    captures,
    index: (source, key) => runs.get(`${source} ${key}`)?.index ?? null,

    async keepRuns(fresh) {
      captures.push(...fresh);
      for (const capture of fresh) keep(capture);
    },
    async keepObjects(source, objects, origin) {
      storeOf(source).keep(objects);
      texts.keep(source, objects);
      for (const one of objects) keepPiece(source, one, origin);
    },
    async keepFile({ source, fileId, bytes }) {
      files.set(`${source} ${fileId}`, bytes);
      storeOf(source).keepBytes(fileId, bytes);
    },
    holdRun: async () => ({ held: true, wanted: false }),
    tellRun: async () => undefined,
    releaseRun: async () => undefined,
    toldRun: async () => null,
    async keepStream(parts) {
      for (const part of parts) streams.set(`${part.source} ${part.runId} ${part.startedAt} ${part.part}`, part);
    },
    async listStreams(source, runId) {
      const own = [...streams.values()].filter((one) => one.source === source && one.runId === runId);
      return [...new Set(own.map((one) => one.startedAt))].map((startedAt) => {
        const parts = own.filter((one) => one.startedAt === startedAt);
        const events = parts.reduce((sum, one) => sum + one.events.length, 0);
        const numbers = parts.map((one) => one.part);
        return { startedAt, parts: numbers, events, size: 0, ending: parts.at(-1)?.ending ?? null };
      });
    },
    warm: async () => true,
    indexState: async () => ({ version: 1, wanted: null }),
    beginReindex: async () => undefined,
    dueRuns: async () => [],
    ...texts.methods,
    putIndexes: async () => undefined,
    changedRuns: async () => ({ mark: '0', runs: [], more: false }),
    readStreamPart: async (source, runId, startedAt, part) => [
      ...(streams.get(`${source} ${runId} ${startedAt} ${part}`)?.events ?? []),
    ],
    async markGone(source, key, at) {
      const kept = runs.get(`${source} ${key}`);
      if (kept) kept.run.goneAt ??= at;
    },
    async deleteRun(source, key) {
      shares.removeShares(source, key);
      const count = drop(({ index }) => index.source === source && index.key === key);
      if (count > 0) deleted.add(`${source} ${key}`);
      return count > 0;
    },
    async deleteSource(source) {
      shares.removeShares(source, null);
      for (const { index } of runs.values()) if (index.source === source) deleted.add(`${source} ${index.key}`);
      const count = drop(({ index }) => index.source === source);
      stores.delete(source);
      return count;
    },
    deleteBefore: async (instant) => drop(({ index, run }) => (index.endedAt ?? run.capturedAt) < instant),
    deletedAmong: async (source, among) => among.flatMap(({ key }) => (deleted.has(`${source} ${key}`) ? [key] : [])),
    async allowSource(source) {
      for (const name of deleted) if (name.startsWith(`${source} `)) deleted.delete(name);
    },
    takeTurn: async () => true,
    endTurn: async () => undefined,
    async putImport(record) {
      imports.set(record.progress.id, record);
      return false;
    },
    async getImport(id) {
      const found = imports.get(id);
      return found ? { ...found, silentMs: 0 } : null;
    },
    askImportToEnd: async (id) => imports.has(id),
    ...memoryRecords(),
    ...shares,
    ...memoryAudit(),

    getRun: async (source, key) => runs.get(`${source} ${key}`)?.run ?? null,
    async findRun(id) {
      const found = [...stores].flatMap(([source, store]) =>
        store
          .all()
          .filter((one) => one.id === id)
          .map((one) => ({ source, one })),
      );
      return found.flatMap(({ source, one }) => {
        const runId = one.kind === 'run' ? one.id : one.runId;
        if (runId === null || one.threadId === null) return [];
        const [stepId, messageId] = [one.kind === 'step' ? id : null, one.kind === 'message' ? id : null];
        return [{ source, key: `${one.threadId}.${runId}`, stepId, messageId }];
      });
    },
    wireStore: storeOf,

    async listRuns(query, page) {
      return cut(
        matching(query).map(({ run }) => run),
        page,
        (run) => `${run.source} ${run.key}`,
      );
    },
    countRuns: async (query) => matching(query).length,
    async histogram(query, { from, to, buckets }) {
      const length = (to - from) / buckets;
      const made = Array.from({ length: buckets }, (_, i) => ({
        from: from + i * length,
        failed: 0,
        waiting: 0,
        completed: 0,
        other: 0,
      }));
      for (const { index } of matching({ ...query, from, to })) {
        const bucket = made[Math.floor(((index.createdAt ?? from) - from) / length)];
        if (bucket) bucket[index.outcome]++;
      }
      return { buckets: made, counted: 1 };
    },
    async groupRuns(query, by, page) {
      const groups = new Map<string, Kept[]>();
      for (const kept of matching({ ...query, sort: 'started', dir: 'desc' })) {
        const id = by === 'thread' ? kept.index.threadId : (kept.index.fingerprint?.hash ?? null);
        if (id !== null) groups.set(id, [...(groups.get(id) ?? []), kept]);
      }
      return cut(
        [...groups].map(([id, kept]) => groupOf(id, kept)),
        page,
        (group) => group.id,
      );
    },
    async filterValues(query, of) {
      const counts = new Map<string, number>();
      for (const { index } of matching(query)) {
        const one = {
          status: index.status,
          assistant: index.assistantId,
          model: index.model,
          source: index.source,
          error: index.errorCode,
        };
        for (const value of of === 'tool' ? index.tools : [one[of]]) {
          if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
        }
      }
      return [...counts].map(([value, count]) => ({ value, label: null, count }));
    },
    check: async () => ({ bytes: 0 }),
    async size() {
      const all = [...runs.values()];
      return {
        runs: all.length,
        whole: all.filter(({ run }) => run.whole).length,
        objects: [...stores.values()].reduce((sum, store) => sum + store.all().length, 0),
        fileBytes: [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0),
      };
    },
    async countOrigins() {
      const counts = new Map<string, OriginCount>();
      for (const { run } of runs.values()) {
        const { source, origin } = run;
        const count = (counts.get(`${source} ${origin}`)?.count ?? 0) + 1;
        counts.set(`${source} ${origin}`, { source, origin, count });
      }
      return [...counts.values()];
    },
    ...fakeKnown(() => [...runs.values()], cut),
    async close() {
      runs.clear();
      stores.clear();
    },
  };
}

function cut<T>(
  all: readonly T[],
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  name: (one: T) => string,
): Page<T> {
  const at = cursor === undefined ? -1 : all.findIndex((one) => name(one) === cursor);
  if (cursor !== undefined && at === -1) fail('invalid_request', 'This cursor is not one of the archive.');
  const items = all.slice(at + 1, at + 1 + limit);
  const last = items.at(-1);
  return { items, nextCursor: last && at + 1 + limit < all.length ? name(last) : null, total: null };
}

function groupOf(id: string, kept: readonly Kept[]): RunGroup {
  const [newest] = kept;
  if (!newest) throw new Error('A group has a run.');
  const times = kept.flatMap(({ index }) => index.createdAt ?? []);
  const print = newest.index.fingerprint;
  return {
    id,
    title: print?.title ?? id,
    source: newest.index.source,
    count: kept.length,
    failed: kept.filter(({ index }) => index.outcome === 'failed').length,
    whole: true,
    firstSeen: Math.min(...times),
    lastSeen: Math.max(...times),
    newest: newest.run,
    code: print?.code ?? null,
    tool: print?.tool ?? null,
    stepId: print?.stepId ?? null,
  };
}

function pieceIndex(source: string, threadId: string, id: string): RunIndex {
  const none = { assistantId: null, assistantName: null, model: null, createdAt: null, endedAt: null, duration: null };
  const rest = { tokens: null, errorCode: null, tools: [], fingerprint: null, summary: null, text: null };
  return { ...none, ...rest, source, key: `${threadId}.${id}`, id, threadId, status: 'unknown', outcome: 'other' };
}
