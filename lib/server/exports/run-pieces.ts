import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import type { Run } from '../../domain/run.ts';
import { runFiles } from '../../domain/run-files.ts';
import type { Step } from '../../domain/step.ts';
import type { WireKind, WireObject } from '../upstream/wire-store.ts';
import type { BundleObject, BundleRun, MissingPiece } from './bundle.ts';
import { inOrder } from './in-order.ts';
import { readPages } from '../archiving/read-pages.ts';
import { readQuestion } from '../archiving/read-question.ts';
import type { RunSource } from './run-source.ts';

export type ObjectPiece = { object: BundleObject } | { missing: MissingPiece };

/** Pages of 100 messages that an export reads back in search of what a run was started for. */
export const QUESTION_PAGES = 20;

/** What several runs of one export have in common: what was written already, and files in the order they came across. */
export interface ExportState {
  written: Set<string>;
  files: Map<string, { source: string; fileId: string; run: BundleRun; from: RunSource }>;
}

/** Texts of one run that are asked for at the same time. */
const WIDTH = 4;

/** Everything of an object but its text. */
type About = Omit<WireObject, 'text'>;

/**
 * Every object of a run but its files, as its source sent it: the run, its thread and assistant, the question before it, its
 * messages and steps. Texts are cut out of the pages that list them; only what no page had is asked for alone. What the source
 * does not have (any more) is told as missing; the run itself is thrown. Files are noted.
 */
export async function* runPieces(
  from: RunSource,
  address: BundleRun,
  state: ExportState,
  signal: AbortSignal,
): AsyncGenerator<ObjectPiece> {
  const { source, key } = address;
  const { reader, heard } = from;
  const { threadId, runId } = reader.parseKey(key);
  const run = await reader.getRun(key, signal);
  const read = (about: About, text: () => Promise<string>, told = heard.take(about.kind, about.id)) =>
    readPiece(address, about, told, text, state);
  const note = (steps: readonly Step[], messages: readonly Message[]) =>
    noteFiles(run, steps, messages, address, from, state);

  if (from.isOfPieces()) {
    heard.forget();
    const message = 'Only pieces of this run are in the archive; the run itself never came.';
    yield { missing: { source, key, kind: 'run', id: runId, code: 'not_found', message } };
  } else {
    const about = { kind: 'run', id: runId, threadId, runId, createdAt: run.createdAt } as const;
    yield* given(await read(about, () => reader.getRaw(key, { run: true }, signal)));
  }
  const alone = { threadId: null, runId: null, createdAt: null };
  // Asked for so that they are heard; what they say stands in their texts.
  await tolerated(reader.getThread(threadId, signal));
  const thread = { ...alone, kind: 'thread', id: threadId } as const;
  yield* given(await read(thread, () => reader.getRawOf('thread', threadId, signal)));
  const { assistantId } = run;
  if (isId(assistantId)) {
    await tolerated(reader.getAssistant(assistantId, signal));
    const assistant = { ...alone, kind: 'assistant', id: assistantId } as const;
    yield* given(await read(assistant, () => reader.getRawOf('assistant', assistantId, signal)));
  }
  note([], []);

  const message = (of: string | null, { id, createdAt }: Message, told: WireObject | null) =>
    read(
      { kind: 'message', id, threadId, runId: of, createdAt },
      () => reader.getRaw(key, { message: id }, signal),
      told,
    );
  const step = ({ id, createdAt }: Step, told: WireObject | null) =>
    read({ kind: 'step', id, threadId, runId, createdAt }, () => reader.getRaw(key, { step: id }, signal), told);
  type Read<T> = (item: T, told: WireObject | null) => Promise<ObjectPiece | null>;
  /** What was heard is taken at once, so that nothing of a page stays when the next is read. */
  function* reading<T extends { id: string }>(items: readonly T[], kind: WireKind, piece: Read<T>) {
    const told = items.map(({ id }) => heard.take(kind, id));
    heard.forget();
    for (const [i, item] of items.entries()) yield () => piece(item, told[i] ?? null);
  }
  async function* each<T extends { id: string }>(
    pages: AsyncGenerator<T[]>,
    kind: WireKind,
    seen: (page: T[]) => void,
    piece: Read<T>,
  ): AsyncGenerator<() => Promise<ObjectPiece | null>> {
    for (;;) {
      const page = await tolerated(pages.next());
      if ('missing' in page) return yield lost(address, kind, page.missing);
      if (page.value.done) return;
      seen(page.value.value);
      yield* reading(page.value.value, kind, piece);
    }
  }
  async function* tasks(): AsyncGenerator<() => Promise<ObjectPiece | null>> {
    const question = await tolerated(readQuestion(reader, run, QUESTION_PAGES, signal));
    const messages = readPages((cursor) => reader.listRunMessages(key, { cursor, limit: 100, order: 'asc' }, signal));
    const steps = readPages((cursor) => reader.listSteps(key, { cursor, limit: 100, order: 'asc' }, signal));
    if ('missing' in question) yield lost(address, 'message', question.missing);
    else {
      note([], question.value);
      yield* reading(question.value, 'message', (one, told) => message(isId(one.runId) ? one.runId : null, one, told));
    }
    // A message that does not name its run, but that the source lists as the run's, leaves as the run's.
    const ofRun: Read<Message> = (one, told) => message(runId, one, told);
    yield* each(messages, 'message', (page) => note([], page), ofRun);
    yield* each(steps, 'step', (page) => note(page, []), step);
  }
  for await (const piece of inOrder(tasks(), WIDTH)) yield* given(piece);
}

/**
 * The object with the text that was heard of it, else the text that is asked for; null where it was written already, missing
 * where the source does not have it.
 */
export async function readPiece(
  { source, key }: BundleRun,
  about: About,
  told: WireObject | null,
  read: () => Promise<string>,
  { written }: ExportState,
): Promise<ObjectPiece | null> {
  const mark = `${source} ${about.kind} ${about.id}`;
  if (written.has(mark)) return null;
  written.add(mark);
  const createdAt = about.createdAt ?? told?.createdAt ?? null;
  const text = told ? { value: told.text } : await tolerated(read());
  if ('value' in text) return { object: { source, ...about, createdAt, text: text.value } };
  return { missing: { source, key, kind: about.kind, id: about.id, ...text.missing } };
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
  from: RunSource,
  { files }: ExportState,
): void {
  for (const { id: fileId } of runFiles(run, steps, messages)) {
    const mark = `${address.source} ${fileId}`;
    if (isId(fileId) && !files.has(mark)) files.set(mark, { source: address.source, fileId, run: address, from });
  }
}
