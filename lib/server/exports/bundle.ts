import 'server-only';
import * as z from 'zod';
import { fail } from '../../domain/failure.ts';
import { ID_PATTERN, KEY_PATTERN } from '../../domain/ids.ts';
import type { WireKind } from '../upstream/wire-store.ts';
import { STREAM_ENDINGS, type StreamPart } from '../archive/archive.ts';
import { base64Chunks } from './base64.ts';

/** Written as `runlens` at the beginning of every bundle. */
const BUNDLE_VERSION = 1;

const KINDS = ['thread', 'run', 'step', 'message', 'assistant', 'file'] as const satisfies readonly WireKind[];
const id = z.string().regex(ID_PATTERN);
const textOrNull = z.string().nullable();

const runSchema = z.object({ source: id, key: z.string().regex(KEY_PATTERN) });

const objectSchema = z.object({
  source: id,
  kind: z.enum(KINDS),
  id,
  threadId: textOrNull,
  runId: textOrNull,
  /** ms since 1970. */
  createdAt: z.number().nullable(),
  /** The object's JSON as its source sent it, byte for byte. */
  text: z.string(),
});

const fileSchema = z.object({ source: id, fileId: id, name: textOrNull, type: textOrNull, base64: z.base64() });

/** A part of a recorded stream: its events with the ms since the stream began. */
const streamSchema = z.object({
  source: id,
  runId: id,
  startedAt: z.number(),
  part: z.number(),
  ending: z.enum(STREAM_ENDINGS).nullable(),
  events: z.array(z.object({ at: z.number(), event: textOrNull, data: z.string() })),
});

/** Something that belongs to the runs and could not be had when they were exported. `bytes` are those of a file. */
const missingSchema = z.object({
  source: z.string(),
  key: textOrNull,
  kind: z.enum([...KINDS, 'bytes']),
  id: z.string(),
  code: z.string(),
  message: z.string(),
});

/** A bundle: runs, every object of theirs as the source sent it, the bytes of their files, and their recorded streams. */
const bundleSchema = z.object({
  runlens: z.literal(BUNDLE_VERSION),
  exportedAt: z.iso.datetime(),
  runs: z.array(runSchema),
  objects: z.array(objectSchema),
  files: z.array(fileSchema),
  streams: z.array(streamSchema).default([]),
  missing: z.array(missingSchema).default([]),
});

export type Bundle = z.infer<typeof bundleSchema>;
export type BundleRun = z.infer<typeof runSchema>;
export type BundleObject = z.infer<typeof objectSchema>;
export type BundleFile = z.infer<typeof fileSchema>;
export type MissingPiece = z.infer<typeof missingSchema>;

/** What a bundle is written from: objects first, files behind them, streams last, what is missing anywhere. */
export type BundlePiece =
  | { object: BundleObject }
  | { file: Omit<BundleFile, 'base64'>; bytes: AsyncIterable<Uint8Array> }
  | { stream: StreamPart }
  | { missing: MissingPiece };

/** Lists of a bundle, in their order. */
const PARTS = ['objects', 'files', 'streams'] as const;
/** Characters of an object's text that are written at a time. */
const SLICE = 1 << 20;

/**
 * Writes a bundle, piece by piece: no more than one object and one chunk of a file are held at a time. Nothing is written
 * before the first piece is there; what the pieces throw is thrown.
 */
export async function* formatBundle(
  head: { exportedAt: Date; runs: readonly BundleRun[] },
  pieces: AsyncIterable<BundlePiece>,
): AsyncGenerator<string> {
  const missing: MissingPiece[] = [];
  const opening = JSON.stringify({
    runlens: BUNDLE_VERSION,
    exportedAt: head.exportedAt.toISOString(),
    runs: head.runs,
  });
  let begun = false;
  let part: (typeof PARTS)[number] = 'objects';
  let first = true;
  for await (const piece of pieces) {
    if (!begun) yield `${opening.slice(0, -1)},\n"objects":[`;
    begun = true;
    if ('missing' in piece) {
      missing.push(piece.missing);
      continue;
    }
    const wanted = 'object' in piece ? 'objects' : 'file' in piece ? 'files' : 'streams';
    if (wanted !== part) {
      yield partsUpTo(part, wanted);
      part = wanted;
      first = true;
    }
    yield first ? '\n' : ',\n';
    first = false;
    if ('object' in piece) yield* objectText(piece.object);
    else if ('file' in piece) yield* fileText(piece.file, piece.bytes);
    else yield JSON.stringify(piece.stream);
  }
  if (!begun) yield `${opening.slice(0, -1)},\n"objects":[`;
  yield `${partsUpTo(part, 'streams')}],\n"missing":${JSON.stringify(missing)}}\n`;
}

/** Ends a list of a bundle and begins those that follow it, up to the wanted one. */
function partsUpTo(part: (typeof PARTS)[number], wanted: (typeof PARTS)[number]): string {
  const [from, to] = [PARTS.indexOf(part), PARTS.indexOf(wanted)];
  if (to < from) throw new Error(`In a bundle ${wanted} stand before ${part}.`);
  return PARTS.slice(from + 1, to + 1)
    .map((name) => `],\n"${name}":[`)
    .join('');
}

/** Reads a bundle; `not_understood` when it is none, with what is wrong where. */
export function parseBundle(text: string): Bundle {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('not_understood', 'This is not JSON.');
  }
  const parsed = bundleSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return fail('not_understood', `This is not a bundle: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

/** Long texts are written in slices; a pair of surrogates that is cut in two is read as the same pair. */
function* objectText({ text, ...rest }: BundleObject): Generator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"text":"`;
  for (let at = 0; at < text.length; at += SLICE) yield JSON.stringify(text.slice(at, at + SLICE)).slice(1, -1);
  yield '"}';
}

async function* fileText(file: Omit<BundleFile, 'base64'>, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  yield `${JSON.stringify(file).slice(0, -1)},"base64":"`;
  yield* base64Chunks(bytes);
  yield '"}';
}
