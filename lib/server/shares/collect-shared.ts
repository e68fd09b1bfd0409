import 'server-only';
import { fail, isFailure } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import { isOwnFile, runFiles } from '../../domain/run-files.ts';
import type { Step } from '../../domain/step.ts';
import { readRunAs } from '../archiving/read-run.ts';
import { readerOf } from '../archiving/reader-of.ts';
import { readFile } from '../runs/read-file.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { inTurns } from '../upstream/page-turns.ts';
import { withoutTooDeep } from '../upstream/without-too-deep.ts';
import { inOrderOfTime } from '../upstream/wire-order.ts';
import type { WireKind, WireObject } from '../upstream/wire-store.ts';
import { type ImageType, imageTypeOf } from './image-type.ts';

/** Characters of JSON, and bytes of files, of a run that can be shared; bytes of one file, and how many are looked at. */
const MOST_TEXT = 64 * 1024 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
const LARGEST_FILE = 16 * 1024 * 1024;
const MOST_FILES = 200;

/** Stands in a copy in the place of what nests too deeply to be looked through. */
const NOT_COPIED = 'Nested deeper than 200 levels, so it is not part of this copy.';

/** A file of a run that may be shared with it. */
export interface CollectedFile {
  fileId: string;
  /** Its description, where the source has one. */
  about: WireObject | null;
  bytes: Uint8Array;
  /** Null for files that are no images. */
  image: ImageType | null;
}

/** Everything of a run that a snapshot is made of, as the source sent it. */
export interface CollectedShare {
  source: string;
  key: string;
  threadId: string;
  runId: string;
  /** The run, then what it was asked, its steps and messages in the order of their creation. */
  objects: WireObject[];
  files: CollectedFile[];
  assistant: { id: string; name: string } | null;
  /** How many objects lack a part that nests too deeply. */
  tooDeep: number;
}

/**
 * Reads everything of a run, from the archive where that holds it whole, else in turns, at the end of each of which `turned`
 * is called. Throws like the source; `payload_too_large`.
 */
export async function collectShared(
  source: string,
  key: string,
  signal: AbortSignal,
  turned?: () => void,
): Promise<CollectedShare> {
  const heard = new Map<string, WireObject>();
  let length = 0;
  const hear = (objects: WireObject[]) => {
    for (const one of objects) {
      heard.set(`${one.kind} ${one.id}`, one);
      length += one.text.length;
    }
  };
  const found = await readerOf(source, key, { hear });
  const { reader } = found;
  const run = await reader.getRun(key, signal);
  const own = new Set<string>();
  // Texts are kept once, as they were heard: of what they were mapped to only this.
  const bare = ({ id, createdAt }: { id: string; createdAt: number | null }) => ({ id, createdAt });
  const addFiles = (of: readonly Step[], written: readonly Message[]) => {
    for (const file of runFiles(run, of, written)) if (isOwnFile(file)) own.add(file.id);
  };
  const as = {
    step: (step: Step) => {
      addFiles([step], []);
      return bare(step);
    },
    message: (message: Message) => {
      addFiles([], [message]);
      return bare(message);
    },
  };
  const read = () => readRunAs(reader, run, as, () => length > MOST_TEXT, signal);
  const { steps, messages, question } = await inTurns(signal, read, turned);
  if (length > MOST_TEXT || steps?.whole === false || messages?.whole === false) {
    fail('payload_too_large', 'This run is too large for a link: 64 MB of JSON at most.');
  }
  const { threadId, runId } = reader.parseKey(key);
  let tooDeep = 0;
  const take = async (kind: WireKind, id: string, createdAt: number | null, of: string | null): Promise<WireObject> => {
    const known = heard.get(`${kind} ${id}`);
    const target = kind === 'run' ? ({ run: true } as const) : kind === 'step' ? { step: id } : { message: id };
    const whole = known?.text ?? (await reader.getRaw(key, target, signal));
    const text = withoutTooDeep(whole, NOT_COPIED);
    if (text !== whole) tooDeep++;
    return { kind, id, threadId, runId: of, createdAt: known?.createdAt ?? createdAt, text };
  };
  const objects = [await take('run', runId, run.createdAt, null)];
  const written = messages?.items ?? [];
  const asked = question.filter(({ id }) => !written.some((one) => one.id === id));
  addFiles([], asked);
  for (const { id, createdAt } of asked) objects.push(await take('message', id, createdAt, null));
  const rest: WireObject[] = [];
  for (const { id, createdAt } of steps?.items ?? []) rest.push(await take('step', id, createdAt, runId));
  for (const { id, createdAt } of written) rest.push(await take('message', id, createdAt, runId));
  objects.push(...inOrderOfTime(rest));
  const name = run.assistantName ?? found.kept?.assistantName ?? (await assistantName(reader, run.assistantId, signal));
  return {
    source,
    key,
    threadId,
    runId,
    objects,
    files: await collectFiles(source, reader, [...own].slice(0, MOST_FILES), heard, signal),
    assistant: name === null ? null : { id: run.assistantId ?? '', name },
    tooDeep,
  };
}

async function collectFiles(
  source: string,
  reader: SourceReader,
  files: readonly string[],
  heard: ReadonlyMap<string, WireObject>,
  signal: AbortSignal,
): Promise<CollectedFile[]> {
  const found: CollectedFile[] = [];
  let left = MOST_BYTES;
  for (const id of files.filter(isId)) {
    const bytes = await bytesOf(source, id, Math.min(left, LARGEST_FILE), signal);
    if (!bytes) continue;
    left -= bytes.length;
    await reader.getFile(id, signal).catch(unlessLeft);
    found.push({ fileId: id, about: heard.get(`file ${id}`) ?? null, bytes, image: imageTypeOf(bytes) });
  }
  return found;
}

/** The whole file; null where it cannot be had or is larger than `most`. */
async function bytesOf(source: string, id: string, most: number, signal: AbortSignal): Promise<Uint8Array | null> {
  const file = await readFile(source, id, signal).catch(unlessLeft);
  if (!file) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of file.body) {
      size += part.length;
      if (size > most) return null;
      parts.push(part);
    }
  } catch (error) {
    return unlessLeft(error);
  }
  return Buffer.concat(parts);
}

async function assistantName(reader: SourceReader, id: string | null, signal: AbortSignal): Promise<string | null> {
  return id === null ? null : ((await reader.getAssistant(id, signal).catch(unlessLeft))?.name ?? null);
}

/** A file or name that cannot be had is left out; who has left gets nothing. */
function unlessLeft(error: unknown): null {
  if (!isFailure(error) || error.failure.code === 'aborted') throw error;
  return null;
}
