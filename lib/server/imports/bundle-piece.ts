import 'server-only';
import * as z from 'zod';
import { ID_PATTERN } from '../../domain/ids.ts';
import type { Json } from '../../domain/json.ts';
import { STREAM_ENDINGS, type StreamPart } from '../archive/archive.ts';
import type { WireObject } from '../upstream/wire-store.ts';

const id = z.string().regex(ID_PATTERN);
const objectSchema = z.object({
  kind: z.enum(['thread', 'run', 'step', 'message', 'assistant', 'file']),
  id,
  threadId: id.nullable(),
  runId: id.nullable(),
  createdAt: z.number().nullable(),
  text: z.string(),
});
/** Made once: a schema is compiled when it is first used, and every value of an import is held to this one. */
const lineSchema = objectSchema.omit({ text: true });
const fileSchema = z.object({ fileId: id, base64: z.base64() });

const streamSchema = z.object({
  runId: id,
  startedAt: z.int().nonnegative(),
  part: z.int().nonnegative(),
  ending: z.enum(STREAM_ENDINGS).nullable(),
  events: z.array(z.object({ at: z.number(), event: z.string().nullable(), data: z.string() })),
});

/** An element of a bundle's `objects`; null where it is none. */
export function bundleObject(value: Json): WireObject | null {
  const object = objectSchema.safeParse(value).data;
  return object ? { ...object, runId: ofRun(object) } : null;
}

/** An element of a bundle's `files`; null where it is none. */
export function bundleFile(value: Json): { fileId: string; bytes: Uint8Array } | null {
  const file = fileSchema.safeParse(value).data;
  return file ? { fileId: file.fileId, bytes: Buffer.from(file.base64, 'base64') } : null;
}

/** An element of a bundle's `streams`, without the source that it had there; null where it is none. */
export function bundleStream(value: Json): Omit<StreamPart, 'source'> | null {
  return streamSchema.safeParse(value).data ?? null;
}

/** A line of our JSON lines export, `{"source","kind","id","threadId","runId","createdAt","object":…}`, but for its text. */
export function exportedLine(value: Json): Omit<WireObject, 'text'> | null {
  const object = lineSchema.safeParse(value).data;
  return object ? { ...object, runId: ofRun(object) } : null;
}

/** Exports name a run also as its own; in the archive only steps and messages belong to one. */
function ofRun({ kind, runId }: Pick<WireObject, 'kind' | 'runId'>): string | null {
  return kind === 'step' || kind === 'message' ? runId : null;
}
