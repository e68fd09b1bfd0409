import 'server-only';
import type { Assistant } from '../../domain/assistant.ts';
import type { FileInfo } from '../../domain/file-info.ts';
import type { Json } from '../../domain/json.ts';
import type { Message } from '../../domain/message.ts';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import type { Thread } from '../../domain/thread.ts';
import type { Upstream } from './upstream-fetch.ts';
import type { WireObject, WireStore } from './wire-store.ts';

/** A language that sources speak. One folder under `lib/server/upstream/`, one line in `sources.ts`. */
export interface Dialect {
  /** As it stands in a source's configuration. */
  readonly name: string;
  /** Headers of the protocol itself, sent with every call unless the source's configuration sets them to null. */
  readonly headers: Readonly<Record<string, string>>;
  /** A reader of one source. Makes no call. */
  connect(source: string, upstream: Upstream): SourceReader;
  /** What a pasted id, pair of ids, API address or dashboard address means here; null when it is not of this dialect. */
  recognise(text: string): Recognised | null;
  /** The objects in one answer of a source, lists oldest first, each with its own text, cut out byte for byte. */
  wireObjects(answer: WireAnswer): WireObject[];
  /** The objects in JSON that came without an address, as imports do; empty where nothing is of this dialect. */
  wireObjectsOf(value: Json, text: string): WireObject[];
  /** Answers from kept objects as a source would, so that `connect` reads them. `not_found` for what was not kept. */
  archived(store: WireStore): Upstream;
}

/** One answer of a source: path and query it was asked with below the base URL, its JSON parsed, and as it came. */
export interface WireAnswer {
  path: readonly string[];
  query?: readonly (readonly [name: string, value: string])[] | undefined;
  value: Json;
  text: string;
}

/** Ids found in what somebody pasted. A step or message id alone leaves `threadId` and `runId` null. */
export interface Recognised {
  threadId: string | null;
  runId: string | null;
  stepId: string | null;
  messageId: string | null;
}

/** Whose JSON to show as the source sent it. */
export type RawTarget = { run: true } | { step: string } | { message: string };

/** Bytes of a file while they arrive. `bytes` is null where the source did not say the size. */
export interface FileContent {
  body: ReadableStream<Uint8Array>;
  bytes: number | null;
}

/**
 * Reads one source. Every method takes the signal of whoever asked, checks ids before a call leaves, gives domain values
 * and throws `FailureError` only: `invalid_id`, `not_found`, `capability_missing` and those of `upstream-fetch.ts`.
 */
export interface SourceReader {
  readonly source: string;
  /** Key of a run from its ids. */
  runKey(threadId: string, runId: string): string;
  /** Ids from a key; `invalid_id` when it is not one. */
  parseKey(key: string): { threadId: string; runId: string };

  listThreads(query: PageQuery, signal: AbortSignal): Promise<Page<Thread>>;
  getThread(threadId: string, signal: AbortSignal): Promise<Thread>;
  listMessages(threadId: string, query: PageQuery, signal: AbortSignal): Promise<Page<Message>>;
  listRuns(threadId: string, query: PageQuery, signal: AbortSignal): Promise<Page<Run>>;

  getRun(key: string, signal: AbortSignal): Promise<Run>;
  /** Messages that the run wrote; hosts that ignore the filter are filtered here. */
  listRunMessages(key: string, query: PageQuery, signal: AbortSignal): Promise<Page<Message>>;
  /** Whole texts; callers cut. The cursor is where the next page begins in the asked order. */
  listSteps(key: string, query: PageQuery, signal: AbortSignal): Promise<Page<Step>>;
  /** One step, up to 256 MB. */
  getStep(key: string, stepId: string, signal: AbortSignal): Promise<Step>;
  /** The JSON text as the source sent it. */
  getRaw(key: string, target: RawTarget, signal: AbortSignal): Promise<string>;
  /** The JSON text, as the source sent it, of what runs refer to. */
  getRawOf(kind: 'thread' | 'assistant' | 'file', id: string, signal: AbortSignal): Promise<string>;

  getAssistant(assistantId: string, signal: AbortSignal): Promise<Assistant>;
  getFile(fileId: string, signal: AbortSignal): Promise<FileInfo>;
  getFileContent(fileId: string, signal: AbortSignal): Promise<FileContent>;
}
