import 'server-only';
import type { Run } from '../../domain/run.ts';
import type { Archive } from '../archive/archive.ts';
import { ALL_RUNS } from '../archive/run-query.ts';
import { IMPORT_SOURCE } from '../imports/import-source.ts';
import { allSources, archivedReader } from '../upstream/sources.ts';
import { theArchive } from '../archiving/the-archive.ts';

/** A kept run, and the step by which it was found where it was one. */
export interface KeptHit {
  run: Run;
  stepId: string | null;
}

const MOST = 8;

/** Kept runs that have this id, or that the step or message of this id belongs to; none without an archive. */
export async function findKept(id: string, signal: AbortSignal): Promise<KeptHit[]> {
  const archive = await archiveOrNull();
  const found = (await archive?.findRun(id).catch(() => null)) ?? [];
  const hits = found.slice(0, MOST).map(async ({ source, key, stepId }) => {
    const run = archive && (await keptRun(archive, source, key, signal));
    return run ? { run, stepId } : null;
  });
  return (await Promise.all(hits)).filter((hit) => hit !== null);
}

/** The newest kept runs in whose ids a text stands that begins one of their parts, as `Qm4T` does `run_Qm4TDgs`. */
export async function findKeptByPart(part: string, signal: AbortSignal): Promise<Run[]> {
  const word = /[A-Za-z0-9]+$/.exec(part)?.[0] ?? '';
  const archive = word.length < 3 ? null : await archiveOrNull();
  if (!archive) return [];
  const { items } = await archive
    .listRuns({ ...ALL_RUNS, text: `${word}*` }, { limit: MOST * 4 })
    .catch(() => ({ items: [] }));
  const named = items.filter(({ key }) => key.includes(part));
  const runs = await Promise.all(named.map(({ source, key }) => keptRun(archive, source, key, signal)));
  return runs
    .filter((run) => run !== null)
    .filter((run) => run.id.includes(part))
    .slice(0, MOST);
}

/** Sources of which a thread is kept, or at least runs or messages of it. */
export async function findKeptThread(thread: string, signal: AbortSignal): Promise<string[]> {
  const archive = await archiveOrNull();
  if (!archive) return [];
  const kept = await Promise.all(
    (await sourcesOf(archive)).map(async (source) => {
      const reader = archivedReader(source, archive.wireStore(source));
      const found = await reader
        .getThread(thread, signal)
        .catch(() => reader.listRuns(thread, { limit: 1 }, signal))
        .catch(() => reader.listMessages(thread, { limit: 1 }, signal))
        .catch(() => null);
      return found ? source : null;
    }),
  );
  return kept.filter((source) => source !== null);
}

/** Threads of a kept message that no run wrote. */
export async function findKeptMessage(id: string, signal: AbortSignal): Promise<{ source: string; thread: string }[]> {
  const archive = await archiveOrNull();
  if (!archive) return [];
  const found = await Promise.all(
    (await sourcesOf(archive)).map(async (source) => {
      const message = await archive
        .wireStore(source)
        .get('message', id, signal)
        .catch(() => null);
      return message?.threadId ? { source, thread: message.threadId } : null;
    }),
  );
  return found.filter((one) => one !== null);
}

/** Sources of which something may be kept: those with runs, those that are configured, and that of imports. */
async function sourcesOf(archive: Archive): Promise<string[]> {
  const origins = await archive.countOrigins().catch(() => []);
  const ids = [...origins.map(({ source }) => source), ...allSources().map(({ id }) => id), IMPORT_SOURCE];
  return [...new Set(ids)];
}

async function keptRun(archive: Archive, source: string, key: string, signal: AbortSignal): Promise<Run | null> {
  const reader = archivedReader(source, archive.wireStore(source));
  const [run, kept] = await Promise.all([
    reader.getRun(key, signal).catch(() => null),
    archive.getRun(source, key).catch(() => null),
  ]);
  return run && { ...run, assistantName: run.assistantName ?? kept?.assistantName ?? null };
}

function archiveOrNull(): Promise<Archive | null> {
  return theArchive().catch(() => null);
}
