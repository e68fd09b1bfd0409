import 'server-only';
import * as z from 'zod';
import { fail } from '../../domain/failure.ts';
import { ID_PATTERN, KEY_PATTERN } from '../../domain/ids.ts';
import type { WireKind } from '../upstream/wire-store.ts';
import { base64Chunks } from './base64.ts';

/** Written as `runlens` at the beginning of every bundle. */
export const BUNDLE_VERSION = 1;

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

/** Something that belongs to the runs and could not be had when they were exported. `bytes` are those of a file. */
const missingSchema = z.object({
  source: z.string(),
  key: textOrNull,
  kind: z.enum([...KINDS, 'bytes']),
  id: z.string(),
  code: z.string(),
  message: z.string(),
});

/** A bundle: runs, every object of theirs as the source sent it, and the bytes of their files. */
export const bundleSchema = z.object({
  runlens: z.literal(BUNDLE_VERSION),
  exportedAt: z.iso.datetime(),
  runs: z.array(runSchema),
  objects: z.array(objectSchema),
  files: z.array(fileSchema),
  missing: z.array(missingSchema).default([]),
});

export type Bundle = z.infer<typeof bundleSchema>;
export type BundleRun = z.infer<typeof runSchema>;
export type BundleObject = z.infer<typeof objectSchema>;
export type BundleFile = z.infer<typeof fileSchema>;
export type MissingPiece = z.infer<typeof missingSchema>;

/** What a bundle is written from: objects first, files behind them, what is missing anywhere. */
export type BundlePiece =
  | { object: BundleObject }
  | { file: Omit<BundleFile, 'base64'>; bytes: AsyncIterable<Uint8Array> }
  | { missing: MissingPiece };

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
  let part: 'objects' | 'files' = 'objects';
  let first = true;
  for await (const piece of pieces) {
    if (!begun) yield `${opening.slice(0, -1)},\n"objects":[`;
    begun = true;
    if ('missing' in piece) {
      missing.push(piece.missing);
      continue;
    }
    if ('file' in piece && part === 'objects') {
      yield '],\n"files":[';
      part = 'files';
      first = true;
    }
    if ('object' in piece && part === 'files') throw new Error('Objects stand before files in a bundle.');
    yield first ? '\n' : ',\n';
    first = false;
    if ('object' in piece) yield* objectText(piece.object);
    else yield* fileText(piece.file, piece.bytes);
  }
  if (!begun) yield `${opening.slice(0, -1)},\n"objects":[`;
  if (part === 'objects') yield '],\n"files":[';
  yield `],\n"missing":${JSON.stringify(missing)}}\n`;
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
