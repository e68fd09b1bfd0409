import 'server-only';
import { isId } from '../../domain/ids.ts';
import type { RedactionChoice, RedactionHit, RedactionSummary } from '../../domain/redaction.ts';
import { USUAL_RULES } from '../../domain/redaction.ts';
import { hitsOnThread, redactOnThread, type RunToRedact } from '../redaction/redact-thread.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { secretSpellings } from '../upstream/redact-secrets.ts';
import { archivedDialect } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { bareImage } from './bare-image.ts';
import type { CollectedFile, CollectedShare } from './collect-shared.ts';
import { snapshotReader } from './snapshot-reader.ts';

/** What a recipient reads, and what was done to it. */
export interface Snapshot {
  objects: WireObject[];
  files: { fileId: string; bytes: Uint8Array }[];
  /** Language of its source. */
  dialect: string;
  /** Key of the run as its recipient knows it. */
  key: string;
  assistantName: string | null;
  hits: RedactionHit[];
  total: number;
  summary: RedactionSummary;
  /** Bytes of JSON. */
  bytes: number;
  /** What stands in place of ids. */
  idOf: (id: string) => string;
}

/** Takes out of a run what was chosen. Throws like `redactOnThread`. */
export async function takeSnapshot(collected: CollectedShare, choice: RedactionChoice): Promise<Snapshot> {
  const files = sharedFiles(collected, choice);
  const run = runToRedact(collected, choice, files);
  const redacted = await redactOnThread(run);
  const ids = new Map(redacted.ids);
  const idOf = (id: string) => ids.get(id) ?? id;
  const { hits, total, summary, assistantName, objects } = redacted;
  return {
    objects,
    files: files.map(({ fileId, bytes }) => ({ fileId: idOf(fileId), bytes })),
    dialect: run.dialect,
    key: snapshotReader(run.dialect, createMemoryWireStore()).runKey(idOf(collected.threadId), idOf(collected.runId)),
    assistantName,
    hits,
    total,
    summary: collected.tooDeep > 0 ? { ...summary, tooDeep: collected.tooDeep } : summary,
    bytes: objects.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    idOf: (id) => (isId(id) ? idOf(id) : id),
  };
}

/** Hits from the place `from` on of what would be taken out; the same as those of a snapshot. Throws like `redactOnThread`. */
export function hitsFrom(
  collected: CollectedShare,
  choice: RedactionChoice,
  from: number,
): Promise<{ hits: RedactionHit[]; total: number }> {
  return hitsOnThread(runToRedact(collected, choice, sharedFiles(collected, choice)), from);
}

function sharedFiles({ files }: CollectedShare, choice: RedactionChoice): CollectedFile[] {
  return files.flatMap((file) => sharedFile(file, choice) ?? []);
}

function runToRedact(
  { objects, source, assistant }: CollectedShare,
  choice: RedactionChoice,
  files: readonly CollectedFile[],
): RunToRedact {
  const about = files.flatMap(({ about: told }) => told ?? []);
  const secrets = secretSpellings();
  return { objects: [...objects, ...about], assistant, choice, dialect: archivedDialect(source).name, secrets };
}

/**
 * A file as it is shared; null where it is not. As soon as anything is taken out of the run only images are shared, without the
 * notes in their files: nobody can look for texts in other files.
 */
function sharedFile(file: CollectedFile, choice: RedactionChoice): CollectedFile | null {
  if (file.image === null) return isWhole(choice) ? file : null;
  if (choice.classes?.includes('images')) return null;
  if (isWhole(choice)) return file;
  const bytes = bareImage(file.bytes, file.image);
  return bytes && { ...file, bytes };
}

/** Whether nothing at all is taken out. */
function isWhole({ rules, classes, patterns, spots }: RedactionChoice): boolean {
  return [rules ?? USUAL_RULES, classes ?? [], patterns ?? [], spots ?? []].every((list) => list.length === 0);
}
