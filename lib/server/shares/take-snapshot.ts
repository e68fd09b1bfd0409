import 'server-only';
import { isId } from '../../domain/ids.ts';
import type { RedactionChoice, RedactionHit, RedactionSummary } from '../../domain/redaction.ts';
import { USUAL_RULES } from '../../domain/redaction.ts';
import { redactOnThread } from '../redaction/redact-thread.ts';
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
  const dialect = archivedDialect(collected.source);
  const files = collected.files.flatMap((file) => sharedFile(file, choice) ?? []);
  const about = files.flatMap(({ about: told }) => told ?? []);
  const run = { objects: [...collected.objects, ...about], assistant: collected.assistant };
  const redacted = await redactOnThread(run, choice, dialect.name, secretSpellings());
  const ids = new Map(redacted.ids);
  const idOf = (id: string) => ids.get(id) ?? id;
  const { hits, total, summary, assistantName, objects } = redacted;
  return {
    objects,
    files: files.map(({ fileId, bytes }) => ({ fileId: idOf(fileId), bytes })),
    dialect: dialect.name,
    key: snapshotReader(dialect.name, createMemoryWireStore()).runKey(idOf(collected.threadId), idOf(collected.runId)),
    assistantName,
    hits,
    total,
    summary,
    bytes: objects.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    idOf: (id) => (isId(id) ? idOf(id) : id),
  };
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
