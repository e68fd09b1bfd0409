import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import type { Run } from '../../domain/run.ts';
import { runFiles } from '../../domain/run-files.ts';
import type { Step } from '../../domain/step.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import type { WireKind } from '../upstream/wire-store.ts';
import type { BundleObject, BundleRun, MissingPiece } from './bundle.ts';
import { inOrder } from './in-order.ts';
import { readPages } from './read-pages.ts';
import { readQuestion } from './read-question.ts';

export type ObjectPiece = { object: BundleObject } | { missing: MissingPiece };

/** What several runs of one export have in common: what was written already, and files in the order they came across. */
export interface ExportState {
  written: Set<string>;
  files: Map<string, { source: string; fileId: string; run: BundleRun; reader: SourceReader }>;
}

/** Texts of one run that are asked for at the same time. */
const WIDTH = 4;

/**
 * Every object of a run but its files, as its source sent it: the run, its thread and assistant, the question before it, its
 * messages and steps. What the source does not have (any more) is told as missing; the run itself is thrown. Files are noted.
 */
export async function* runPieces(
  reader: SourceReader,
  address: BundleRun,
  state: ExportState,
  signal: AbortSignal,
): AsyncGenerator<ObjectPiece> {
  const { source, key } = address;
  const { threadId, runId } = reader.parseKey(key);
  const run = await reader.getRun(key, signal);
  const about = { threadId, runId: null, createdAt: null };
  const read = (more: Omit<BundleObject, 'source' | 'text'>, text: () => Promise<string>) =>
    readPiece(address, { source, ...more }, text, state);
  const note = (steps: readonly Step[], messages: readonly Message[]) =>
    noteFiles(run, steps, messages, address, reader, state);

  const text = await reader.getRaw(key, { run: true }, signal);
  yield { object: { source, kind: 'run', id: runId, threadId, runId, createdAt: run.createdAt, text } };
  yield* given(
    await read({ kind: 'thread', id: threadId, ...about }, () => reader.getRawOf('thread', threadId, signal)),
  );
  const { assistantId } = run;
  if (isId(assistantId)) {
    const asked = () => reader.getRawOf('assistant', assistantId, signal);
    yield* given(await read({ kind: 'assistant', id: assistantId, ...about, threadId: null }, asked));
  }
  note([], []);

  const message = ({ id, createdAt, runId: of }: Message) =>
    read({ kind: 'message', id, threadId, runId: isId(of) ? of : null, createdAt }, () =>
      reader.getRaw(key, { message: id }, signal),
    );
  const step = ({ id, createdAt }: Step) =>
    read({ kind: 'step', id, threadId, runId, createdAt }, () => reader.getRaw(key, { step: id }, signal));
  async function* tasks(): AsyncGenerator<() => Promise<ObjectPiece | null>> {
    const question = await tolerated(readQuestion(reader, run, threadId, signal));
    const messages = readPages((cursor) => reader.listRunMessages(key, { cursor, limit: 100, order: 'asc' }, signal));
    const steps = readPages((cursor) => reader.listSteps(key, { cursor, limit: 100, order: 'asc' }, signal));
    if ('missing' in question) yield lost(address, 'message', question.missing);
    else {
      note([], question.value);
      for (const one of question.value) yield () => message(one);
    }
    yield* each(messages, 'message', (page) => note([], page), message);
    yield* each(steps, 'step', (page) => note(page, []), step);
  }
  async function* each<T>(
    pages: AsyncGenerator<T[]>,
    kind: WireKind,
    seen: (page: T[]) => void,
    piece: (item: T) => Promise<ObjectPiece | null>,
  ): AsyncGenerator<() => Promise<ObjectPiece | null>> {
    for (;;) {
      const page = await tolerated(pages.next());
      if ('missing' in page) return yield lost(address, kind, page.missing);
      if (page.value.done) return;
      seen(page.value.value);
      for (const item of page.value.value) yield () => piece(item);
    }
  }
  for await (const piece of inOrder(tasks(), WIDTH)) yield* given(piece);
}

/** Reads the text of an object unless it was written already (then null); missing where the source does not have it. */
export async function readPiece(
  { source, key }: BundleRun,
  object: Omit<BundleObject, 'text'>,
  read: () => Promise<string>,
  { written }: ExportState,
): Promise<ObjectPiece | null> {
  const mark = `${source} ${object.kind} ${object.id}`;
  if (written.has(mark)) return null;
  written.add(mark);
  const text = await tolerated(read());
  if ('value' in text) return { object: { ...object, text: text.value } };
  return { missing: { source, key, kind: object.kind, id: object.id, ...text.missing } };
}

/**
 * The value, or why the source does not give it: it is gone, cannot be read there at all, or may not be read (hosts refuse the
 * bytes of uploads). Every other failure is thrown.
 */
export async function tolerated<T>(
  value: Promise<T>,
): Promise<{ value: T } | { missing: { code: string; message: string } }> {
  try {
    return { value: await value };
  } catch (error) {
    if (!isFailure(error, 'not_found', 'capability_missing', 'upstream_rejected', 'upstream_auth')) throw error;
    const { code, message } = error.failure;
    return { missing: { code, message } };
  }
}

function* given(piece: ObjectPiece | null): Generator<ObjectPiece> {
  if (piece) yield piece;
}

/** A whole list that could not be read, told once under the run's key. */
function lost({ source, key }: BundleRun, kind: WireKind, why: { code: string; message: string }) {
  return async (): Promise<ObjectPiece> => ({ missing: { source, key, kind, id: key, ...why } });
}

function noteFiles(
  run: Run,
  steps: readonly Step[],
  messages: readonly Message[],
  address: BundleRun,
  reader: SourceReader,
  { files }: ExportState,
): void {
  for (const { id: fileId } of runFiles(run, steps, messages)) {
    const mark = `${address.source} ${fileId}`;
    if (isId(fileId) && !files.has(mark)) files.set(mark, { source: address.source, fileId, run: address, reader });
  }
}
