import 'server-only';
import type { Message } from '../../domain/message.ts';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { RunTrace, StepLine } from '../../domain/run-trace.ts';
import type { Step } from '../../domain/step.ts';
import type { TextRange } from '../../domain/text-range.ts';
import { readTrace } from '../runs/get-run-trace.ts';
import { cutMessagePage, cutStep, cutStepPage } from '../runs/long-texts.ts';
import { openStepText, readStepText, type TextQuery } from '../runs/step-text.ts';
import { stepLines } from '../runs/stream-steps.ts';
import type { FileContent, RawTarget, SourceReader } from '../upstream/dialect.ts';
import type { WireStore } from '../upstream/wire-store.ts';
import { snapshotReader } from './snapshot-reader.ts';

/** A snapshot that somebody may read: everything below answers from its store and from nothing else. */
export interface SharedRun {
  /** Tells snapshots apart in memory. */
  name: string;
  /** Language of its run's source. */
  dialect: string;
  /** Key of its run. */
  key: string;
  assistantName: string | null;
  store: WireStore;
}

/** The run with a page of its steps, as `getRunTrace` gives it. */
export async function sharedTrace(
  shared: SharedRun,
  query: { cursor?: string | undefined; limit?: number | undefined },
  signal: AbortSignal,
): Promise<RunTrace> {
  const trace = await readTrace(readerOf(shared), shared.key, query, true, signal);
  return { ...trace, run: { ...trace.run, assistantName: shared.assistantName } };
}

/** A page of steps, oldest first unless the query says otherwise, with long texts cut. */
export async function sharedSteps(shared: SharedRun, query: PageQuery, signal: AbortSignal): Promise<Page<Step>> {
  return cutStepPage(await readerOf(shared).listSteps(shared.key, { order: 'asc', ...query }, signal));
}

/** Every step after the cursor, as lines. */
export function sharedStepLines(
  shared: SharedRun,
  cursor: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<StepLine[]> {
  return stepLines((query) => sharedSteps(shared, query, signal), cursor);
}

/** One step; `cut` has long texts cut as lists do. */
export async function sharedStep(
  shared: SharedRun,
  step: string,
  texts: 'whole' | 'cut',
  signal: AbortSignal,
): Promise<Step> {
  const found = await readerOf(shared).getStep(shared.key, step, signal);
  return texts === 'cut' ? cutStep(found) : found;
}

/** Which text of which step. */
export interface SharedText {
  step: string;
  path: string;
}

/** Lines of a long text, and the places of a search in it. */
export function sharedText(
  shared: SharedRun,
  of: SharedText,
  query: TextQuery,
  signal: AbortSignal,
): Promise<TextRange> {
  return readStepText(textAddress(shared, of), query, signal);
}

/** A long text as the bytes of a file. */
export function openSharedText(
  shared: SharedRun,
  of: SharedText,
  signal: AbortSignal,
): Promise<{ body: ReadableStream<Uint8Array>; name: string; bytes: number }> {
  return openStepText(textAddress(shared, of), signal);
}

/** Messages that the run wrote; of the thread, what it was asked as well. */
export async function sharedMessages(
  shared: SharedRun,
  of: 'run' | 'thread',
  query: PageQuery,
  signal: AbortSignal,
): Promise<Page<Message>> {
  const reader = readerOf(shared);
  const asked = { order: 'asc', ...query } as const;
  if (of === 'run') return cutMessagePage(await reader.listRunMessages(shared.key, asked, signal));
  return cutMessagePage(await reader.listMessages(reader.parseKey(shared.key).threadId, asked, signal));
}

/** JSON of the run or of a part of it, as the snapshot holds it. */
export function sharedRaw(shared: SharedRun, target: RawTarget, signal: AbortSignal): Promise<string> {
  return readerOf(shared).getRaw(shared.key, target, signal);
}

/** Bytes of a file of the snapshot with its name; `not_found` for all other files. */
export async function sharedFile(
  shared: SharedRun,
  file: string,
  signal: AbortSignal,
): Promise<FileContent & { name: string }> {
  const reader = readerOf(shared);
  const content = await reader.getFileContent(file, signal);
  const about = await reader.getFile(file, signal).catch(() => null);
  return { ...content, name: about?.name ?? file };
}

function readerOf({ dialect, store }: SharedRun): SourceReader {
  return snapshotReader(dialect, store);
}

function textAddress(shared: SharedRun, { step, path }: SharedText) {
  const read = (signal: AbortSignal) => readerOf(shared).getStep(shared.key, step, signal);
  return { source: `shared ${shared.name}`, key: shared.key, step, path, read };
}
